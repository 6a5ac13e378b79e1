"""What may stand in `body`, Datadog's further fields: nothing that dogwatch writes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dogwatch.declare.declaration import Declaration
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake

# What says instead what a field holds. A dashboard has none of these, since its body is a whole one and its other
# arguments win over it.
_WRITTEN_BY = {
    "dashboard_list": {
        "dashboards": "dashboards",
        "name": "title",
    },
    "downtime": {
        "message": "why",
        "monitor_identifier": "monitor",
        "schedule": "start",
        "scope": "scope",
    },
    "monitor": {
        "message": "message",
        "name": "title",
        "options": "options",
        "priority": "priority",
        "query": "query",
        "tags": "tags",
        "type": "type",
    },
    "notification_rule": {
        "conditional_recipients": "when",
        "filter": "filter",
        "name": "title",
        "recipients": "tells",
    },
    "powerpack": {
        "description": "description",
        "group_widget": "widgets",
        "name": "title",
        "tags": "tags",
        "template_variables": "variables",
    },
    "slo_correction": {
        "category": "category",
        "description": "why",
        "duration": "lasts",
        "end": "end",
        "rrule": "every",
        "slo_id": "slo",
        "start": "start",
        "timezone": "timezone",
    },
    "slo": {
        "description": "description",
        "name": "title",
        "query": "sli",
        "sli_specification": "sli",
        "tags": "tags",
        "thresholds": "target",
        "type": "sli",
    },
    "system": {
        "metadata": "title",
        "spec": "components",
    },
    "synthetic_test": {
        "config": "config",
        "locations": "locations",
        "message": "what",
        "name": "title",
        "options": "options",
        "status": "status",
        "subtype": "subtype",
        "tags": "tags",
        "type": "subtype",
    },
}


def further_field_mistakes(thing: Declaration) -> Iterator[Mistake]:
    """A body that is no mapping, and fields in it that would replace what dogwatch writes, such as the mark."""
    place, subject = argument_place(thing.place, "body"), f"{thing.kind} {thing.name}"
    for seen, remedy in _body(thing):
        yield Mistake(place, f"{subject}: body", seen, remedy)
    if isinstance(thing.body, Mapping):
        for path, seen, remedy in outside_json(dict(thing.body), "body"):
            yield Mistake(place, f"{subject}: {path}", seen, remedy)


def _body(thing: Declaration) -> Iterator[tuple[str, str]]:
    if not isinstance(thing.body, Mapping):
        yield f"{thing.body!r} is no mapping", "write further fields of Datadog's, as in {'restricted_roles': [...]}"
        return
    # What was imported may say otherwise what its arguments cannot; it had no mark to lose, and gets it all the same.
    arguments = {"tags": "tags"} if thing.is_imported else _WRITTEN_BY.get(thing.kind, {})
    for name in thing.body:
        if name in arguments:
            yield f"it has {name!r}, which dogwatch writes itself", f"write {arguments[name]}= instead"
