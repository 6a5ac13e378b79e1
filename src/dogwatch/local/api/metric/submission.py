"""The endpoints that take points of metrics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.arriving import record
from dogwatch.local.api.message import Answer, Request, encoded, object_in
from dogwatch.local.api.world import World
from dogwatch.local.intake import Kind, Points, Series, stored_name, stored_tags, with_host

V1_TYPES: dict[object, Kind] = {"gauge": "gauge", "count": "count", "rate": "rate"}
V2_TYPES: dict[object, Kind] = {0: "gauge", 1: "count", 2: "rate", 3: "gauge"}
# A second of the year 33658; what is above is no number of seconds since 1970.
_LATEST = 10**12

Body = dict[str, Any]


def series_v1(world: World, request: Request) -> Answer:
    """`POST /api/v1/series`: 202 `{"status": "ok"}`; a series without a type is a gauge."""
    record(world, [_points(each, _type(each, V1_TYPES, "gauge"), _pair) for each in _series(request)])
    return _accepted({"status": "ok"})


def series_v2(world: World, request: Request) -> Answer:
    """`POST /api/v2/series`: 202 `{"errors": []}`; resources become tags, a host among them."""
    record(world, [_points(each, _type(each, V2_TYPES, 0), _object) for each in _series(request)])
    return _accepted({"errors": []})


def distribution_points(world: World, request: Request) -> Answer:
    """`POST /api/v1/distribution_points`: 202 `{"status": "ok"}`."""
    record(world, [_points(each, "distribution", _several) for each in _series(request)])
    return _accepted({"status": "ok"})


def _accepted(body: object) -> Answer:
    return Answer(202, encoded(body).encode())


def _series(request: Request) -> list[Body]:
    series = object_in(request).get("series")
    if not isinstance(series, list) or not all(_is_series(each) for each in series):
        raise errors.invalid("series")
    return series


def _is_series(each: object) -> bool:
    if not isinstance(each, dict) or not isinstance(each.get("metric"), str) or not stored_name(each["metric"]):
        return False
    tags = each.get("tags")
    return tags is None or (isinstance(tags, list) and all(isinstance(tag, str) for tag in tags))


def _type(series: Body, types: dict[Any, Kind], default: object) -> Kind:
    sent = series.get("type", default)
    if isinstance(sent, bool | list | dict) or sent not in types:
        raise errors.invalid("type")
    return types[sent]


def _points(series: Body, kind: Kind, read: Callable[[Any], tuple[Any, list[Any]]]) -> Points:
    """The points of a series, each of which `read` takes apart into its time and its values."""
    times, values = list[int](), list[float]()
    points = series.get("points")
    try:
        for at, several in map(read, points if isinstance(points, list) else [None]):
            times += [_time(at)] * len(several)
            values += map(_number, several)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise errors.invalid("points") from error
    of = Series(stored_name(series["metric"]), kind, _tags(series), _interval(series))
    return Points(of, times, values)


def _pair(point: Any) -> tuple[Any, list[Any]]:
    at, value = point
    return at, [value]


def _object(point: Any) -> tuple[Any, list[Any]]:
    return point["timestamp"], [point["value"]]


def _several(point: Any) -> tuple[Any, list[Any]]:
    at, values = point
    return at, list(values)


def _time(sent: Any) -> int:
    at = int(_number(sent))
    if not 0 < at < _LATEST:
        raise ValueError("no time")
    return at


def _number(sent: Any) -> float:
    if isinstance(sent, bool) or not isinstance(sent, int | float):
        raise TypeError("no number")
    return float(sent)


def _interval(series: Body) -> int | None:
    interval = series.get("interval")
    if interval is not None and (isinstance(interval, bool) or not isinstance(interval, int) or interval < 0):
        raise errors.invalid("interval")
    return interval or None


def _tags(series: Body) -> frozenset[str]:
    host = series.get("host", "")
    resources = series.get("resources") or []
    if not isinstance(host, str) or not isinstance(resources, list) or not all(map(_is_resource, resources)):
        raise errors.invalid("resources" if isinstance(host, str) else "host")
    named = [f"{resource['type']}:{resource['name']}" for resource in resources]
    return with_host(stored_tags([*(series.get("tags") or []), *named]), host)


def _is_resource(sent: object) -> bool:
    return isinstance(sent, dict) and all(isinstance(sent.get(name), str) for name in ("type", "name"))
