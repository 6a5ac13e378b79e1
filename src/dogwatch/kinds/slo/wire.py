"""How SLOs travel: Datadog's v1 endpoints, whose answers wrap an SLO in `data`, alone or in a list of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

from .monitor_ids import with_numbers

_PATH = "/api/v1/slo"
_PAGE_SIZE = 1000


def listing(after: int | None, tag: str | None = None) -> Request:
    """One page of SLOs from an offset on, of those with the tag or of the whole organisation."""
    query = [("limit", str(_PAGE_SIZE)), ("offset", str(after or 0))]
    if tag is not None:
        query.append(("tags_query", tag))
    return Request("GET", _PATH, tuple(query))


def page_of(answer: Any) -> Any:
    """The SLOs of a page."""
    return answer.get("data") if isinstance(answer, Mapping) else None


def total_of(answer: Any) -> int | None:
    """How many SLOs a list has in all, as a page of it says (recorded)."""
    found: Any = answer
    for name in ("metadata", "page", "total_filtered_count"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if type(found) is int else None


def next_after(page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
    """Where the next page begins, or None at the end: only an empty page proves that there is no more."""
    return (after or 0) + len(page) if page else None


def read(id: str) -> Request:
    return Request("GET", f"{_PATH}/{id}")


def create(body: Body) -> Request:
    return Request("POST", _PATH, body=with_numbers(body))


def update(id: str, body: Body) -> Request:
    return Request("PUT", f"{_PATH}/{id}", body=with_numbers(body))


def delete(id: str) -> Request:
    return Request("DELETE", f"{_PATH}/{id}")


def validate(body: Body, id: str | None = None) -> Request | None:
    """Datadog validates no SLO without storing it."""
    return None


def object_of(answer: Any) -> Any:
    """The SLO of an answer: a list of one after a write, an object after a read."""
    data = answer.get("data") if isinstance(answer, Mapping) else None
    return data[0] if isinstance(data, list) and data else data


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["id"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """Datadog refuses no second SLO of the same content."""
    return None
