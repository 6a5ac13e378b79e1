"""How lists of dashboards travel: the name by Datadog's v1 endpoints, the dashboards in a list by v2's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

from .fields import items_of

_PATH = "/api/v1/dashboard/lists/manual"
_ITEMS = "/api/v2/dashboard/lists/manual/{id}/dashboards"


class Lists:
    """The endpoints of the lists themselves, which know names alone."""

    def listing(self, after: int | None, tag: str | None = None) -> Request:
        """All lists of the organisation, at once."""
        return Request("GET", _PATH)

    def page_of(self, answer: Any) -> Any:
        return answer.get("dashboard_lists") if isinstance(answer, Mapping) else None

    def next_after(self, page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
        """None: there are no pages."""
        return None

    def read(self, id: str) -> Request:
        return Request("GET", f"{_PATH}/{id}")

    def create(self, body: Body) -> Request:
        return Request("POST", _PATH, body={"name": body["name"]})

    def update(self, id: str, body: Body) -> Request:
        return Request("PUT", f"{_PATH}/{id}", body={"name": body["name"]})

    def delete(self, id: str) -> Request:
        return Request("DELETE", f"{_PATH}/{id}")

    def validate(self, body: Body, id: str | None = None) -> Request | None:
        """Datadog validates no list without storing it."""
        return None

    def object_of(self, answer: Any) -> Any:
        """The list of an answer: the answer itself."""
        return answer

    def id_of(self, found: Mapping[str, Any]) -> str:
        return str(found["id"])

    def duplicate_of(self, errors: Sequence[str]) -> str | None:
        """Datadog refuses no second list of a name."""
        return None


class Items:
    """The dashboards in a list. The request that sets them replaces all of them, so it can be repeated."""

    def read(self, id: str) -> Request:
        return Request("GET", _ITEMS.format(id=id))

    def write(self, id: str, body: Body) -> Request:
        dashboards = [{"id": item["id"], "type": item["type"]} for item in items_of(body)]
        return Request("PUT", _ITEMS.format(id=id), body={"dashboards": dashboards})

    def joined(self, found: Body, answer: Any) -> Any:
        """The list with its dashboards; None where the answer shows none."""
        items = answer.get("dashboards") if isinstance(answer, Mapping) else None
        is_right = isinstance(items, list) and all(isinstance(item, dict) and "id" in item for item in items)
        return {**found, "dashboards": items} if is_right else None


LISTS, ITEMS = Lists(), Items()
