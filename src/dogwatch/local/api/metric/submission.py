"""The endpoints that take points: they register names, types and tags, and do not keep values yet."""

from __future__ import annotations

from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in
from dogwatch.local.api.world import World

from . import known

V1_TYPES = ("gauge", "count", "rate")
V2_TYPES = {0: "gauge", 1: "count", 2: "rate", 3: "gauge"}


def series_v1(world: World, request: Request) -> Answer:
    """`POST /api/v1/series`: 202 `{"status": "ok"}`; a series without a type is a gauge."""
    series = _series(request)
    for each in series:
        if each.get("type", "gauge") not in V1_TYPES:
            raise errors.invalid("type")
    with world.store.transaction():
        for each in series:
            known.report(world, each["metric"], each.get("type", "gauge"), _tags(each), each.get("interval"))
    return _accepted({"status": "ok"})


def series_v2(world: World, request: Request) -> Answer:
    """`POST /api/v2/series`: 202 `{"errors": []}`."""
    series = _series(request)
    for each in series:
        if isinstance(each.get("type", 0), bool) or each.get("type", 0) not in V2_TYPES:
            raise errors.invalid("type")
    with world.store.transaction():
        for each in series:
            known.report(world, each["metric"], V2_TYPES[each.get("type", 0)], _tags(each), each.get("interval"))
    return _accepted({"errors": []})


def distribution_points(world: World, request: Request) -> Answer:
    """`POST /api/v1/distribution_points`: 202 `{"status": "ok"}`."""
    series = _series(request)
    with world.store.transaction():
        for each in series:
            known.report(world, each["metric"], known.DISTRIBUTION, _tags(each))
    return _accepted({"status": "ok"})


def _accepted(body: object) -> Answer:
    return Answer(202, encoded(body).encode())


def _series(request: Request) -> list[dict[str, Any]]:
    series = object_in(request).get("series")
    if not isinstance(series, list) or not all(_is_series(each) for each in series):
        raise errors.invalid("series")
    return series


def _is_series(each: object) -> bool:
    if not isinstance(each, dict) or not isinstance(each.get("metric"), str) or not each["metric"]:
        return False
    tags = each.get("tags")
    hashable = not isinstance(each.get("type"), list | dict)
    return hashable and (tags is None or (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags)))


def _tags(series: dict[str, Any]) -> list[str]:
    return series.get("tags") or []
