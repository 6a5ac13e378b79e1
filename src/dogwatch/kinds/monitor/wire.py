"""How monitors travel: Datadog's v1 endpoints, their paging and the texts they answer with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

_PATH = "/api/v1/monitor"
_PAGE_SIZE = 1000  # the most that Datadog gives at once
_DUPLICATE = re.compile(r"Duplicate of an existing monitor_id:(\d+)")


def listing(after: int | None, tag: str | None = None) -> Request:
    """One page of monitors with an id above `after`, of those with the tag or of the whole organisation.

    Pages by id rather than by number: what is created or deleted meanwhile shifts no page.
    """
    query = [("id_offset", str(after or 0)), ("page_size", str(_PAGE_SIZE))]
    if tag is not None:
        query.append(("monitor_tags", tag))
    return Request("GET", _PATH, tuple(query))


def page_of(answer: Any) -> Any:
    """The monitors of a page: the answer itself."""
    return answer


def next_after(page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
    """Where the next page begins, or None at the end: only an empty page proves that there is no more."""
    return max(int(monitor["id"]) for monitor in page) if page else None


def read(id: str) -> Request:
    return Request("GET", f"{_PATH}/{id}")


def create(body: Body) -> Request:
    return Request("POST", _PATH, body=body)


def update(id: str, body: Body) -> Request:
    return Request("PUT", f"{_PATH}/{id}", body=body)


def delete(id: str) -> Request:
    return Request("DELETE", f"{_PATH}/{id}")


def validate(body: Body, id: str | None = None) -> Request:
    """Asks Datadog whether it would take the body; with an id, as a change of that monitor."""
    return Request("POST", f"{_PATH}/{id}/validate" if id else f"{_PATH}/validate", body=body)


def object_of(answer: Any) -> Any:
    """The monitor of an answer: the answer itself."""
    return answer


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["id"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """The id of the monitor that a refused create would have doubled, if that is what the errors say."""
    matches = (_DUPLICATE.search(error) for error in errors)
    return next((match.group(1) for match in matches if match), None)
