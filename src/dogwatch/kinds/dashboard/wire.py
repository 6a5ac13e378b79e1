"""How dashboards travel: Datadog's v1 endpoints. A list shows no widgets, tags or variables: `read` shows the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

from .fields import SERVER_OWNED

_PATH = "/api/v1/dashboard"
_PAGE_SIZE = 1000


def listing(after: int | None, tag: str | None = None) -> Request:
    """The heads of dashboards from an offset on. Datadog filters them by no tag: the list is the whole."""
    return Request("GET", _PATH, (("start", str(after or 0)), ("count", str(_PAGE_SIZE))))


def page_of(answer: Any) -> Any:
    """The heads of a page."""
    return answer.get("dashboards") if isinstance(answer, Mapping) else None


def next_after(page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
    """Where the next page begins, or None at the end: only an empty page proves that there is no more."""
    return (after or 0) + len(page) if page else None


def read(id: str) -> Request:
    return Request("GET", f"{_PATH}/{id}")


def create(body: Body) -> Request:
    """Creates it; what only Datadog sets stays behind, where the body was copied out of Datadog."""
    return Request("POST", _PATH, body={name: value for name, value in body.items() if name not in SERVER_OWNED})


def update(id: str, body: Body) -> Request:
    return Request("PUT", f"{_PATH}/{id}", body=body)


def delete(id: str) -> Request:
    return Request("DELETE", f"{_PATH}/{id}")


def validate(body: Body, id: str | None = None) -> Request | None:
    """Datadog validates no dashboard without storing it."""
    return None


def object_of(answer: Any) -> Any:
    """The dashboard of an answer: the answer itself."""
    return answer


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["id"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """Datadog refuses no second dashboard of the same content."""
    return None
