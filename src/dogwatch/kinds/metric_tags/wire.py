"""How tag configurations travel: Datadog's v2 endpoints below a metric's name, in a JSON:API envelope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any
from urllib.parse import quote

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

# A PATCH that names the type is refused: the type of a metric does not change.
_ONLY_AT_CREATION = frozenset({"metric_type"})
# What Datadog says of a configuration, and nobody sends: a found one that is put back has it.
_OF_DATADOG = frozenset({"created_at", "modified_at"})


def read(id: str) -> Request:
    return Request("GET", _path(id))


def create(body: Body) -> Request:
    return Request("POST", _path(body["id"]), body={"data": _without(body, _OF_DATADOG)})


def update(id: str, body: Body) -> Request:
    return Request("PATCH", _path(id), body={"data": _without(body, _OF_DATADOG | _ONLY_AT_CREATION)})


def delete(id: str) -> Request:
    return Request("DELETE", _path(id))


def validate(body: Body, id: str | None = None) -> Request | None:
    """Datadog validates no tag configuration without storing it."""
    return None


def object_of(answer: Any) -> Any:
    """The configuration of an answer."""
    return answer.get("data") if isinstance(answer, Mapping) else None


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["id"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """A configuration is addressed by its metric, so there is no second one."""
    return None


def _path(metric: str) -> str:
    return f"/api/v2/metrics/{quote(metric, safe='')}/tags"


def _without(body: Body, names: Set[str]) -> Body:
    return {**body, "attributes": {name: value for name, value in body["attributes"].items() if name not in names}}
