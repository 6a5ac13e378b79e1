"""What is wrong with references between resources: to nothing, in a circle, or where Datadog takes none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.kinds import KINDS, Body, Circle, Reference, Resource, in_order, references_in
from dogwatch.nearest import nearest

# References and ids.
_MONITORS = re.compile(r"\$\{[^{}]*\}|\d+")
# docs: monitors, composite
_MOST_IN_A_COMPOSITE = 10

# Whose ids stand in the query of a monitor, by its type; that of any other type asks metrics, logs and the like.
_ASKED = {"composite": "monitor", "slo alert": "slo"}
# Whose ids stand in fields of widgets, SLOs, downtimes and corrections.
_HELD = {
    "alert_id": "monitor",
    "monitor_id": "monitor",
    "monitor_ids": "monitor",
    "powerpack_id": "powerpack",
    "slo_id": "slo",
}


def reference_mistakes(
    resources: Sequence[Resource], meant: Callable[[Reference], str | None], env: str
) -> Iterator[Mistake]:
    """References to what no resource is, save those in queries of composites; `meant` says what to write instead."""
    made = {resource.reference: resource for resource in resources}
    for resource in made.values():
        for reference in resource.references:
            remedy = None if reference in made else meant(reference)
            if remedy is not None and not _asks(resource, reference):
                seen = f"it refers to {reference}, which nothing declares for {env}"
                yield Mistake(resource.place, f"{resource.kind} {resource.key}", seen, remedy)
    yield from _circle(made)


def meant_by(
    resources: Iterable[Resource], is_doubtful: Callable[[Reference], bool]
) -> Callable[[Reference], str | None]:
    """What to write instead of a reference to nothing; None where there is something, or where it is doubtful: other
    mistakes stand behind it already.
    """
    made = {resource.reference for resource in resources}

    def meant(reference: Reference) -> str | None:
        return None if reference in made or is_doubtful(reference) else _meant(reference, made)

    return meant


def _asks(resource: Resource, reference: Reference) -> bool:
    """Whether it is a composite that asks about what is meant."""
    return resource.body.get("type") == "composite" and reference in references_in(resource.body["query"])


def kind_mistakes(resources: Sequence[Resource]) -> Iterator[Mistake]:
    """References to what is there, but is nothing that Datadog takes the id of where they stand."""
    there = {resource.reference for resource in resources}
    for resource in resources:
        for field, reference, kind in _of_another_kind(resource) if resource.references else ():
            if reference in there:
                place, subject = argument_place(resource.place, field), f"{resource.kind} {resource.key}: {field}"
                seen = f"is no {kind}, whose id belongs here" if kind else "is an id, and none belongs here"
                remedy = f"refer to a {kind}" if kind else "write a query of metrics, logs or the like"
                yield Mistake(place, subject, f"{reference} {seen}", remedy)


def _of_another_kind(resource: Resource) -> Iterator[tuple[str, Reference, str | None]]:
    """Fields with a reference in them, and the kind that it should have had there; None where none may stand."""
    body = resource.body
    if resource.kind == "monitor":
        asked = _ASKED.get(body["type"])
        yield from (("query", each, asked) for each in references_in(body["query"]) if each.kind != asked)
        return
    attributes = body.get("attributes") or {}
    for holder in (
        body,
        attributes,
        attributes.get("monitor_identifier") or {},
        *_definitions(body),
        *_packed(attributes),
    ):
        for field, kind in _HELD.items():
            held = references_in(holder[field]) if field in holder else ()
            yield from ((field, each, kind) for each in held if each.kind != kind)


def _packed(attributes: Body) -> Iterator[Body]:
    """The definitions of the widgets of a powerpack."""
    group = attributes.get("group_widget")
    definition = group.get("definition") if isinstance(group, dict) else None
    if isinstance(definition, dict):
        yield from _definitions(definition)


def _definitions(holder: Body) -> Iterator[Body]:
    """Those of all widgets, also in groups. A body written by hand may hold anything in their place."""
    widgets = holder.get("widgets")
    for widget in widgets if isinstance(widgets, list) else ():
        definition = widget.get("definition") if isinstance(widget, dict) else None
        if isinstance(definition, dict):
            yield definition
            yield from _definitions(definition)


def composite_mistakes(resources: Iterable[Resource], judged: Callable[[Resource], bool]) -> Iterator[Mistake]:
    """A composite asks about ten monitors at most, none of which is a composite. `judged` says which are looked at."""
    composites = {each.reference: each for each in resources if each.body.get("type") == "composite"}
    for composite in filter(judged, composites.values()):
        subject = f"monitor {composite.key}: query"
        query = composite.body["query"]
        asked, number = references_in(query), len({*_MONITORS.findall(query)})
        if number > _MOST_IN_A_COMPOSITE:
            seen = f"it asks about {number} monitors"
            yield Mistake(composite.place, subject, seen, f"write at most {_MOST_IN_A_COMPOSITE}")
        for reference in asked:
            if reference in composites:
                seen = f"{reference} is a composite itself, which Datadog takes in none"
                yield Mistake(
                    composite.place, subject, seen, f"write its query instead: {composites[reference].body['query']}"
                )


def _circle(made: Mapping[Reference, Resource]) -> Iterator[Mistake]:
    try:
        in_order(made.values(), lambda resource: resource.references)
    except Circle as circle:
        first = made[circle.references[0]]
        seen = f"it refers to itself in a circle: {circle}"
        yield Mistake(first.place, f"{first.kind} {first.key}", seen, _way_out(circle))


def _way_out(circle: Circle) -> str:
    """What to take out; the link from a message to a page is one that nobody wrote."""
    if {"monitor", "dashboard"} <= {reference.kind for reference in circle.references}:
        return (
            "messages link to the page of their feature, so that page cannot show its monitors by id; show them on "
            'another dashboard, or give the feature dashboard="" so that its messages link to none'
        )
    return "take one of these references out; what is referred to has to be there first"


def _meant(reference: Reference, made: Iterable[Reference]) -> str:
    kind = nearest(reference.kind, KINDS)
    if kind is None:
        return f"its kind is one of {', '.join(KINDS)}"
    meant = nearest(reference.key, [each.key for each in made if each.kind == kind])
    if meant:
        return f"did you mean {Reference(kind, meant)}?"
    return f"declare this {kind}, or mend the reference; dogwatch build lists what there is"
