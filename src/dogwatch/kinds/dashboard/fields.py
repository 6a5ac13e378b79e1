"""The fields of a dashboard. Sources: Datadog's v1 API description (Dashboard), recorded exchanges.

Known with a default are the rows of TOP and the lists that have a module of their own: widgets, variables and presets,
tabs, tags. Unmanaged unless declared are `notify_list`, `restricted_roles` and `is_read_only`, which people set in the
UI; these and unknown fields are compared when declared and carried along when only found.

A body copied out of Datadog holds what only Datadog sets (its id, its author). Recorded creates were sent with such
fields and Datadog ignored them, so they are no mistake here; they are neither compared nor sent back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dogwatch.kinds.fields import Field, boolean, listing, mapping, number, one_of, required, text, texts, wrong_types
from dogwatch.kinds.resource import Problem

REQUIRED = {"title": text, "layout_type": one_of("ordered", "free"), "widgets": listing}

TOP: Mapping[str, Field] = {
    "description": Field(text, same_as_default=("",)),
    "reflow_type": Field(one_of("auto", "fixed")),
    "default_timeframe": Field(mapping, same_as_default=({},)),
}

LISTS: Mapping[str, Field] = {
    "notify_list": Field(texts),
    "restricted_roles": Field(listing),
    "tabs": Field(listing),
    "tags": Field(listing),
    "template_variable_presets": Field(listing),
    "template_variables": Field(listing),
}

# Dashboards with places below zero or between two whole numbers exist (recorded), so any number will do.
LAYOUT: Mapping[str, Field] = {name: Field(number) for name in ("x", "y", "width", "height")}

# People set it, and an answer may show it with this value where nobody did.
UNMANAGED: Mapping[str, Field] = {"is_read_only": Field(boolean, default=False)}

SERVER_OWNED = frozenset(
    {
        "author_handle",
        "author_info",
        "author_name",
        "created_at",
        "deleted_at",
        "experience_type",
        "id",
        "modified_at",
        "url",
    }
)

# Deprecated; recorded answers of 2026 leave it out, so it is compared only where it is shown.
NO_LONGER_SHOWN = frozenset({"is_read_only"})

_MOST_TAGS = 5
_MOST_TABS = 100


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared dashboard that Datadog would refuse, save what only the type of a widget knows."""
    found = [required(body, name, check) for name, check in REQUIRED.items()]
    found += wrong_types("", body, TOP) + wrong_types("", body, LISTS)
    wrong = [problem for problem in found if problem]
    return wrong or [
        *_reflow(body),
        *_tags(body),
        *_tabs(body),
        *_variables(body),
        *_presets(body),
        *_widgets("", body["widgets"], body),
    ]


def _reflow(body: Mapping[str, Any]) -> Iterator[Problem]:
    """Only widgets in an order flow, and Datadog takes no null (reported by a tool that met it)."""
    if "reflow_type" in body and body["reflow_type"] is None:
        yield Problem("reflow_type", "Datadog takes no null", "leave it out, or write 'auto' or 'fixed'")
    elif "reflow_type" in body and body["layout_type"] != "ordered":
        yield Problem("reflow_type", f"the layout_type is {body['layout_type']!r}", "leave it out")


def _tags(body: Mapping[str, Any]) -> Iterator[Problem]:
    """A dashboard has at most five tags, and only those that name its teams (recorded refusal)."""
    tags = body.get("tags") or ()
    for tag in tags:
        if not isinstance(tag, str) or not tag.startswith("team:") or tag == "team:":
            yield Problem("tags", f"{tag!r}", "a dashboard has tags of teams only, as in 'team:payments'")
    if len(tags) > _MOST_TAGS:
        yield Problem("tags", f"{len(tags)} tags", f"keep at most {_MOST_TAGS}")


def _tabs(body: Mapping[str, Any]) -> Iterator[Problem]:
    tabs = body.get("tabs") or ()
    if len(tabs) > _MOST_TABS:
        yield Problem("tabs", f"{len(tabs)} tabs", f"keep at most {_MOST_TABS}")
    for place, tab in enumerate(tabs):
        if not isinstance(tab, dict) or not isinstance(tab.get("name"), str) or not tab["name"]:
            yield Problem(f"tabs[{place}]", f"{tab!r}", 'write {"name": ..., "widget_ids": ["@1", ...]}')
        elif expected := listing(tab.get("widget_ids") or ()):
            yield Problem(f"tabs[{place}].widget_ids", f"{tab['widget_ids']!r}", f"write {expected}")


def _variables(body: Mapping[str, Any]) -> Iterator[Problem]:
    for place, variable in enumerate(body.get("template_variables") or ()):
        path = f"template_variables[{place}]"
        if not isinstance(variable, dict) or not isinstance(variable.get("name"), str):
            yield Problem(path, f"{variable!r}", 'write {"name": ..., "prefix": ..., "defaults": ["*"]}')
        elif variable.get("default") is not None and variable.get("defaults") is not None:
            yield Problem(path, "it has both default and defaults", "keep defaults")
        elif wrong := _no_texts(path, variable, ("defaults", "available_values")):
            yield wrong
        elif "" in (variable.get("defaults") or ()):
            yield Problem(f"{path}.defaults", "one of them is empty", "write '*' for any value")


def _no_texts(path: str, variable: Mapping[str, Any], names: Sequence[str]) -> Problem | None:
    """The first of these fields that is no list of texts."""
    for name in names:
        if expected := texts(variable.get(name) or ()):
            return Problem(f"{path}.{name}", f"{variable[name]!r}", f"write {expected}")
    return None


def _presets(body: Mapping[str, Any]) -> Iterator[Problem]:
    """A saved view says the value of a variable in one of the two ways that there are (recorded refusal)."""
    for place, preset in enumerate(body.get("template_variable_presets") or ()):
        path = f"template_variable_presets[{place}]"
        if not isinstance(preset, dict):
            yield Problem(path, f"{preset!r}", 'write {"name": ..., "template_variables": [...]}')
            continue
        values = preset.get("template_variables")
        if expected := listing(values or ()):
            yield Problem(f"{path}.template_variables", f"{values!r}", f"write {expected}")
            continue
        for at, value in enumerate(values or ()):
            where = f"{path}.template_variables[{at}]"
            if not isinstance(value, dict):
                yield Problem(where, f"{value!r}", 'write {"name": ..., "values": [...]}')
            elif value.get("value") is not None and value.get("values") is not None:
                yield Problem(where, "it has both value and values", "keep values")


def _widgets(prefix: str, widgets: Any, body: Mapping[str, Any]) -> Iterator[Problem]:
    if expected := listing(widgets):
        yield Problem(f"{prefix}widgets", f"{widgets!r}", f"write {expected}")
        return
    for place, widget in enumerate(widgets):
        path = f"{prefix}widgets[{place}]"
        definition = widget.get("definition") if isinstance(widget, dict) else None
        if not isinstance(definition, dict) or not isinstance(definition.get("type"), str):
            yield Problem(path, "it has no definition with a type", 'write {"definition": {"type": ..., ...}}')
            continue
        if "id" in widget and type(widget["id"]) is not int:
            yield Problem(f"{path}.id", f"{widget['id']!r} is no whole number", "leave it out; Datadog gives it one")
        yield from _layout(path, widget.get("layout"), body)
        if definition["type"] == "group" or definition.get("widgets"):
            yield from _widgets(f"{path}.definition.", definition.get("widgets"), body)


def _layout(path: str, layout: Any, body: Mapping[str, Any]) -> Iterator[Problem]:
    """Where a widget stands: a dashboard with a fixed flow, or without a flow at all, cannot do without."""
    if layout is None:
        if body.get("reflow_type") == "fixed":
            yield Problem(f"{path}.layout", "is missing", "give every widget one, or leave reflow_type out")
        return
    if not isinstance(layout, dict):
        yield Problem(f"{path}.layout", f"{layout!r}", "write an object with x, y, width and height")
        return
    wrong = [required(layout, name, field.check) for name, field in LAYOUT.items()]
    for problem in filter(None, wrong):
        yield Problem(f"{path}.layout.{problem.path}", problem.seen, problem.remedy)
