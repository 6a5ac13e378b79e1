"""How entities travel: Datadog's v2 endpoints, of which POST writes over what has the name already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

from .fields import KIND, SERVER_OWNED

_PATH = "/api/v2/catalog/entity"
_PAGE = 100
_WHOLE = ("include", "schema")


class Entities:
    """The endpoints of entities.

    An answer has heads in `data` and their definitions in `included`, under the same ids: a found entity is its
    definition with its `id`, and with what only Datadog sets in `meta`.
    """

    def listing(self, after: int | None, tag: str | None = None) -> Request:
        """One page of the systems. Datadog filters it by no tag: the list is the whole."""
        page = (("page[offset]", str(after or 0)), ("page[limit]", str(_PAGE)))
        return Request("GET", _PATH, (("filter[kind]", KIND), _WHOLE, *page))

    def page_of(self, answer: Any) -> Any:
        """The entities of an answer; None where it is none."""
        heads = answer.get("data") if isinstance(answer, Mapping) else None
        if not isinstance(heads, list) or not all(isinstance(head, dict) for head in heads):
            return None
        wholes = {each.get("id"): each for each in answer.get("included") or () if isinstance(each, dict)}
        return [_joined(head, wholes.get(head.get("id"))) for head in heads]

    def next_after(self, page: Sequence[Mapping[str, Any]], after: int | None) -> int | None:
        """Where the next page begins, or None at the end: only an empty page proves that there is no more."""
        return (after or 0) + len(page) if page else None

    def read(self, id: str) -> Request:
        """By its id, or by its reference `system:default/checkout`; Datadog has no endpoint for a single one."""
        return Request("GET", _PATH, (("filter[ref]" if ":" in id else "filter[id]", id), _WHOLE))

    def create(self, body: Body) -> Request:
        """Replaces what has its name already."""
        return Request("POST", _PATH, body=_sent(body))

    def update(self, id: str, body: Body) -> Request:
        return self.create(body)

    def delete(self, id: str) -> Request:
        return Request("DELETE", f"{_PATH}/{id}")

    def validate(self, body: Body, id: str | None = None) -> Request | None:
        """No request checks an entity without storing it."""
        return None

    def object_of(self, answer: Any) -> Any:
        """The one entity of an answer; an empty list where there is none."""
        page = self.page_of(answer)
        return page[0] if isinstance(page, list) and len(page) == 1 else page

    def id_of(self, found: Mapping[str, Any]) -> str:
        return str(found["id"])

    def duplicate_of(self, errors: Sequence[str]) -> str | None:
        """Datadog refuses no second one: it takes the place of the first."""
        return None


ENTITIES = Entities()


def _sent(body: Body) -> Body:
    """The definition alone."""
    return {name: value for name, value in body.items() if name not in SERVER_OWNED}


def _joined(head: Body, whole: Body | None) -> Body:
    """The definition of an entity with its id; without a definition, none, for the caller to refuse."""
    schema = ((whole or {}).get("attributes") or {}).get("schema")
    return {**schema, "id": head.get("id"), "meta": head.get("meta")} if isinstance(schema, dict) else {}
