"""The fields of a powerpack: a group of widgets, and the variables in them. Sources: Datadog's v2 API description
(PowerpackAttributes), recorded exchanges.

Its widgets are those of dashboards, so what is wrong with them is said there. Tags are few and short, and a mark may be
longer: it is a line of the description, as on a dashboard.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.dashboard.fields import problems as dashboard_problems
from dogwatch.kinds.dashboard.widgets import warnings as dashboard_warnings
from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import Field, boolean, mapping, required, text, texts, wrong_types
from dogwatch.kinds.resource import Problem

TYPE = "powerpack"
TOP: Mapping[str, Field] = {"description": Field(text, default="")}
DEFINITION: Mapping[str, Field] = {"title": Field(text, default=""), "show_title": Field(boolean, default=True)}
GROUP: Mapping[str, Field] = {"live_span": Field(text)}

# v2 API description
_MOST_TAGS = 8
_LONGEST_TAG = 80


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared powerpack that Datadog would refuse, save what only the type of a widget knows."""
    attributes = attributes_of(body)
    found = [required(attributes, "name", text), *wrong_types("", attributes, TOP)]
    if body.get("type") != TYPE:
        found.append(Problem("type", f"{body.get('type')!r}", f"write {TYPE!r}"))
    found += [*_tags(attributes.get("tags") or ()), *_group(attributes.get("group_widget"))]
    wrong = [problem for problem in found if problem]
    return wrong or list(_as_on_a_dashboard(attributes))


def warnings(body: Mapping[str, Any]) -> list[Problem]:
    """What Datadog may misread in widgets."""
    found = dashboard_warnings({"widgets": attributes_of(body)["group_widget"]["definition"]["widgets"]})
    return [Problem(f"{_INSIDE}{each.path}", each.seen, each.remedy) for each in found]


_INSIDE = "group_widget.definition."


def _tags(tags: Any) -> Iterator[Problem]:
    if expected := texts(tags):
        yield Problem("tags", f"{tags!r}", f"write {expected}")
        return
    if len(tags) > _MOST_TAGS:
        yield Problem("tags", f"{len(tags)} tags", f"keep at most {_MOST_TAGS}")
    for tag in tags:
        if len(tag) > _LONGEST_TAG:
            yield Problem("tags", f"{tag!r} has {len(tag)} letters", f"write at most {_LONGEST_TAG}")


def _group(group: Any) -> Iterator[Problem]:
    definition = group.get("definition") if isinstance(group, Mapping) else None
    if mapping(definition):
        yield Problem("group_widget", f"{group!r}", 'write {"definition": {"type": "group", "widgets": [...], ...}}')
        return
    assert isinstance(definition, Mapping)
    for name, only in (("type", "group"), ("layout_type", "ordered")):
        if definition.get(name) != only:
            yield Problem(f"{_INSIDE}{name}", f"{definition.get(name)!r}", f"write {only!r}")
    found = wrong_types(_INSIDE, definition, DEFINITION)
    yield from (problem for problem in found if problem)
    widgets = definition.get("widgets")
    for place, widget in enumerate(widgets if isinstance(widgets, list | tuple) else ()):
        inner = widget.get("definition") if isinstance(widget, Mapping) else None
        if isinstance(inner, Mapping) and inner.get("type") in ("group", "powerpack"):
            seen = f"a {inner['type']} stands in it"
            yield Problem(f"{_INSIDE}widgets[{place}]", seen, "write its widgets beside the others")


def _as_on_a_dashboard(attributes: Mapping[str, Any]) -> Iterator[Problem]:
    """Widgets, their places and the variables in them are those of a dashboard."""
    definition = attributes["group_widget"]["definition"]
    variables = {"template_variables": attributes.get("template_variables") or []}
    alike = {"title": "", "layout_type": "ordered", "widgets": definition.get("widgets"), **variables}
    for problem in dashboard_problems(alike):
        prefix = "" if problem.path.startswith("template_variables") else _INSIDE
        yield Problem(f"{prefix}{problem.path}", problem.seen, problem.remedy)
