"""Objects that travel as `{"data": {"type", "id", "attributes"}}` under ids of Datadog's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body


@dataclass(frozen=True)
class Endpoints:
    """The endpoints below a path. `page` and `size` name the parameters of its list.

    `counts_pages` says that pages have numbers; those of other lists begin at an offset.
    """

    path: str
    page: str
    size: str
    most: int
    counts_pages: bool = False

    def listing(self, after: int | None, tag: str | None = None) -> Request:
        """One page. Datadog filters it by no tag: the list is the whole."""
        return Request("GET", self.path, ((self.page, str(after or 0)), (self.size, str(self.most))))

    def page_of(self, answer: Any) -> Any:
        return self.object_of(answer)

    def next_after(self, page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
        """Where the next page begins, or None at the end: only an empty page proves that there is no more."""
        return (after or 0) + (1 if self.counts_pages else len(page)) if page else None

    def read(self, id: str) -> Request:
        return Request("GET", f"{self.path}/{id}")

    def create(self, body: Body) -> Request:
        return Request("POST", self.path, body={"data": body})

    def update(self, id: str, body: Body) -> Request:
        """A PATCH, which leaves alone what it does not name."""
        return Request("PATCH", f"{self.path}/{id}", body={"data": {**body, "id": id}})

    def delete(self, id: str) -> Request:
        return Request("DELETE", f"{self.path}/{id}")

    def validate(self, body: Body, id: str | None = None) -> Request | None:
        """Datadog validates none of these without storing it."""
        return None

    def object_of(self, answer: Any) -> Any:
        """What an answer holds."""
        return answer.get("data") if isinstance(answer, Mapping) else None

    def id_of(self, found: Mapping[str, Any]) -> str:
        return str(found["id"])

    def duplicate_of(self, errors: Sequence[str]) -> str | None:
        """Datadog refuses no second one of the same content."""
        return None


def attributes_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an object says; empty where it is malformed, which the check of the body reports."""
    attributes = body.get("attributes")
    return attributes if isinstance(attributes, Mapping) else {}


def total_of(answer: Any) -> int | None:
    """How many objects a list has in all, as a page of it says of the list's filter (recorded)."""
    page: Any = answer
    for name in ("meta", "page", "total_filtered_count"):
        page = page.get(name) if isinstance(page, Mapping) else None
    return page if type(page) is int else None
