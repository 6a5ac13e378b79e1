"""How metric metadata travels: it comes into being with the metric's first point and can only be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body


def read(id: str) -> Request:
    return Request("GET", _path(id))


def create(body: Body) -> Request:
    """Metadata exists once the metric has reported; writing it is a PUT from the first time on."""
    return update(str(body["metric"]), body)


def update(id: str, body: Body) -> Request:
    return Request("PUT", _path(id), body={name: value for name, value in body.items() if name != "metric"})


def delete(id: str) -> Request:
    """Datadog deletes no metadata: everything that can be declared goes back to nothing."""
    return Request("PUT", _path(id), body={"description": None, "per_unit": None, "short_name": None, "unit": None})


def validate(body: Body, id: str | None = None) -> Request | None:
    """Datadog validates no metadata without storing it."""
    return None


def object_of(answer: Any) -> Any:
    """The metadata of an answer: the answer itself, which does not name the metric."""
    return answer


def id_of(found: Mapping[str, Any]) -> str:
    return str(found["metric"])


def duplicate_of(errors: Sequence[str]) -> str | None:
    """Metadata is addressed by its metric, so there is no second one."""
    return None


def _path(metric: str) -> str:
    return f"/api/v1/metrics/{quote(metric, safe='')}"
