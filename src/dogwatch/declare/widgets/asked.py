"""What widgets ask: the texts of Datadog's query languages in a definition, each with its place and its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_LISTS = frozenset({"event_stream", "event_timeline", "log_stream", "manage_status"})
_OF_METRICS = frozenset({"metrics", "cloud_cost"})


class Asked(NamedTuple):
    """A text and where it stands in the definition; `kind` is one of `dogwatch.query.LANGUAGES`.

    `names` are the queries that a formula can speak of; None where that is not known, since one of them has no name.
    """

    path: str
    kind: str
    text: str
    names: frozenset[str] | None = None


def asked(definition: Mapping[str, Any]) -> Iterator[Asked]:
    """The texts of one widget, not those of the widgets of a group.

    What has no language of Datadog's that is read here, such as filters of processes and of APM, is left out.
    """
    if definition.get("type") in _LISTS:
        yield from _text("query", "widget_query", definition.get("query"))
    for place, event in enumerate(_list(definition.get("events"))):
        if isinstance(event, dict):
            yield from _text(f"events[{place}].q", "event_overlay_q", event.get("q"))
    yield from _in_requests("requests", definition.get("requests"))
    source = definition.get("source_widget_definition")
    if isinstance(source, dict):
        for each in asked(source):
            yield each._replace(path=f"source_widget_definition.{each.path}")


def _in_requests(path: str, requests: Any) -> Iterator[Asked]:
    """Requests are a list, or stand under the names of what they draw, such as `x`, `size` or `table`."""
    if isinstance(requests, dict):
        yield from _in_request(path, requests)
        for name, request in requests.items():
            if isinstance(request, dict) and name != "query" and not name.endswith("_query"):
                yield from _in_request(f"{path}.{name}", request)
        return
    for place, request in enumerate(_list(requests)):
        if isinstance(request, dict):
            yield from _in_request(f"{path}[{place}]", request)


def _in_request(path: str, request: Mapping[str, Any]) -> Iterator[Asked]:
    names: set[Any] = set()
    for name, value in request.items():
        if name == "q":
            yield from _text(f"{path}.q", "dashboard_q", value)
        elif name == "query" and isinstance(value, dict):
            yield from _text(f"{path}.query.query_string", "list_stream_query", value.get("query_string"))
            yield from _in_query(f"{path}.query", value)
        elif name == "queries":
            for place, query in enumerate(_list(value)):
                if isinstance(query, dict):
                    names.add(query.get("name"))
                    yield from _in_query(f"{path}.queries[{place}]", query)
        elif name.endswith("_query") and isinstance(value, dict):
            yield from _search(f"{path}.{name}", "dashboard_old_search", value)
    known = frozenset(names) if None not in names else None
    for place, formula in enumerate(_list(request.get("formulas"))):
        if isinstance(formula, dict):
            for each in _text(f"{path}.formulas[{place}].formula", "formula", formula.get("formula")):
                yield each._replace(names=known)


def _in_query(path: str, query: Mapping[str, Any]) -> Iterator[Asked]:
    if query.get("data_source") in _OF_METRICS:
        yield from _text(f"{path}.query", "dashboard_query", query.get("query"))
    else:
        yield from _search(path, "dashboard_search", query)


def _search(path: str, kind: str, query: Mapping[str, Any]) -> Iterator[Asked]:
    search = query.get("search")
    if isinstance(search, dict):
        yield from _text(f"{path}.search.query", kind, search.get("query"))
    else:
        yield from _text(f"{path}.search", kind, search)


def _text(path: str, kind: str, value: Any) -> Iterator[Asked]:
    if isinstance(value, str):
        yield Asked(path, kind, value)


def _list(value: Any) -> list[Any] | tuple[Any, ...]:
    return value if isinstance(value, (list, tuple)) else ()
