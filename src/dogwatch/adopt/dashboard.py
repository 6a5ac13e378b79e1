"""From a dashboard that was read to the call that declares it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from dogwatch.adopt.code import Call
from dogwatch.adopt.declaration import declaration
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.references import References
from dogwatch.adopt.widget import widgets_code
from dogwatch.kinds import Body

# What `Dashboard` has an argument for; the rest stands in `body`.
_ARGUMENTS = frozenset({"title", "description", "widgets", "template_variables", "template_variable_presets", "tags"})
_OF_A_VARIABLE = ("defaults", "available_values")
# How widgets flow where nothing is said.
_USUAL_FLOW = {"layout_type": "ordered", "reflow_type": "fixed"}


def dashboard_code(entry: Entry, env: str, references: References) -> Call:
    """The declaration of a dashboard."""
    said = entry.original.said
    rest = {name: value for name, value in said.items() if name not in _ARGUMENTS}
    is_usual = {name: rest.get(name) for name in _USUAL_FLOW} == _USUAL_FLOW
    widgets = widgets_code(entry, said["widgets"], references, in_rows=is_usual)
    if not widgets:
        rest["widgets"] = said["widgets"]
    elif is_usual:
        rest = {name: value for name, value in rest.items() if name not in _USUAL_FLOW}
    variables, views = said.get("template_variables") or [], said.get("template_variable_presets") or []
    own: Body = {"title": said["title"], "description": said.get("description")}
    own |= _several("variables", "template_variables", variables, _variable, rest)
    own |= _several("presets", "template_variable_presets", views, _view, rest)
    own["widgets"] = widgets
    return declaration("Dashboard", entry, env, rest, own)


def _several(argument: str, field: str, values: list[Any], code: Callable[[Any], Call | None], rest: Body) -> Body:
    """The argument with a call for each value, or all of them as they are in the body where one has no call."""
    calls = [code(value) for value in values]
    if None in calls:
        rest[field] = values
        return {}
    return {argument: calls}


def _variable(variable: Mapping[str, Any]) -> Call | None:
    match variable:
        case {"name": str(name), "prefix": str(prefix), **further} if prefix and _are_texts(further, _OF_A_VARIABLE):
            keywords = {
                "prefix": None if prefix == name else prefix,
                "defaults": further.get("defaults"),
                "available": further.get("available_values"),
            }
            given = {keyword: value for keyword, value in keywords.items() if value is not None}
            return Call("TemplateVariable", [name], given)
    return None


def _view(view: Mapping[str, Any]) -> Call | None:
    match view:
        case {"name": str(name), "template_variables": list(variables), **further} if not further:
            values = {each["name"]: each["values"] for each in variables if set(each) == {"name", "values"}}
            if len(values) == len(variables) and _are_texts(values, values):
                return Call("Preset", [name, values])
    return None


def _are_texts(lists: Mapping[str, Any], known: Container[str]) -> bool:
    """Whether all values are lists of texts, under names that are known."""
    return all(
        name in known and isinstance(value, list) and all(isinstance(text, str) for text in value)
        for name, value in lists.items()
    )
