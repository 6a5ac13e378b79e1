"""Trace metrics: how many spans of an operation there were, how many failed, and how long they took.

Source: agent pkg/trace/stats/span_concentrator.go; docs: tracing/metrics/metrics_namespace. They have the tags of that
page and no others: what a service puts on its spans never reaches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .naming import stored_tags
from .points import Series
from .stats import Stats
from .timeline import Timeline
from .traces import Payload, Span, Trace

# The Agent's for spans that do not say it.
ENV, NAME, SERVICE = "none", "unnamed_operation", "unnamed-service"
NAME_MAXIMUM = 100
SECOND = 1_000_000_000
# Before the year 2000, a beginning is none and the end is taken to be now.
_YEAR_2000 = 946_684_800 * SECOND
# Beyond what is a number of nanoseconds.
_LONGEST = (1 << 63) - 1
_KINDS = ("server", "client", "producer", "consumer")
_KNOWN_GROUPS = 10_000
# No span's service is equal to it.
_NO_SERVICE = object()
_STATUS = re.compile(r"\d{3}", re.ASCII)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.]+")


class Key(NamedTuple):
    """What spans have to agree on to be counted together."""

    env: str
    service: str
    version: str
    operation: str
    resource: str
    status: int
    synthetics: bool
    host: str


class Counted(NamedTuple):
    """The series of a group: those that count spans, those that count failures, how long it took, and that in all."""

    hits: list[Series]
    errors: list[Series]
    latency: Series
    duration: Series


class Concentrator:
    """Counts spans, or what tracers have counted of them, into a timeline."""

    def __init__(self, timeline: Timeline, host: str = "") -> None:
        self._timeline, self._host = timeline, host
        self._groups: dict[Key, Counted] = {}

    def add(self, payload: Payload, now: float, *, has_top_level: bool) -> None:
        """Counts spans; without `has_top_level` the tracer does not say which of them come first in a service."""
        for trace in payload.traces:
            env = next((span.texts["env"] for span in trace if "env" in span.texts), payload.env)
            for span in counting(trace, has_top_level=has_top_level):
                start, duration = times(span, now)
                place = self._timeline.place((start + duration) / SECOND, now)
                if place is not None:
                    group = self._group(_key(span, env, payload.version, payload.host or self._host))
                    self._count(place, group, 1, 1 if span.error else 0, duration)
                    self._timeline.add(place, group.latency, duration / SECOND)

    def add_stats(self, stats: Stats, now: float) -> None:
        """Counts what a tracer has counted itself."""
        host = stats.host or self._host
        for start, of, latencies in stats.ended:
            # What lies ahead counts as now.
            place = self._timeline.place(min(start / SECOND, now), now)
            if place is None:
                continue
            service, resource = of.service or "", of.resource or of.name
            key = Key(stats.env, service, stats.version, of.name, resource, _plausible(of.status), of.synthetics, host)
            group = self._group(key)
            self._count(place, group, of.hits, of.errors, of.duration)
            for values, counts in latencies:
                self._timeline.extend(place, group.latency, values / SECOND, counts)

    def _count(self, place: int, group: Counted, hits: float, errors: float, duration: float) -> None:
        for series in group.hits:
            self._timeline.add(place, series, hits)
        for series in group.errors if errors else ():
            self._timeline.add(place, series, errors)
        self._timeline.add(place, group.duration, duration / SECOND)

    def _group(self, key: Key) -> Counted:
        found = self._groups.get(key)
        if found is None:
            if len(self._groups) >= _KNOWN_GROUPS:
                self._groups.clear()
            found = self._groups[key] = _counted(key)
        return found


def counting(trace: Trace, *, has_top_level: bool) -> Iterator[Span]:
    """The spans that trace metrics are made of."""
    service_of = {} if has_top_level else {span.span_id: span.service for span in trace}
    for span in trace:
        numbers = span.numbers
        is_first = 1 in (numbers.get("_top_level"), numbers.get("_dd.top_level")) or (
            # It has no parent, an unknown one, or one of another service.
            not has_top_level and (not span.parent_id or service_of.get(span.parent_id, _NO_SERVICE) != span.service)
        )
        is_measured = numbers.get("_dd.measured") == 1 or span.texts.get("span.kind", "").lower() in _KINDS
        if (is_first or is_measured) and not numbers.get("_dd.partial_version", -1) >= 0:
            yield span


def times(span: Span, now: float) -> tuple[int, int]:
    """Beginning and duration in nanoseconds; a duration that is none is 0, a beginning that is none is that ago."""
    duration = span.duration if 0 <= span.duration <= _LONGEST - max(span.start, 0) else 0
    return (span.start if span.start >= _YEAR_2000 else int(now * SECOND) - duration), duration


def operation(name: str) -> str:
    """The name of an operation as a part of the names of its metrics (agent pkg/trace/traceutil/normalize)."""
    kept = _NOT_IN_A_NAME.sub("_", name[:NAME_MAXIMUM]).lstrip("_.0123456789").replace("_.", ".").replace("._", ".")
    return kept.rstrip("_") or NAME


def _key(span: Span, env: str, version: str, host: str) -> Key:
    return Key(
        env,
        span.service or "",
        span.texts.get("version", version),
        span.name or "",
        span.resource or span.name or "",
        _status(span),
        span.texts.get("_dd.origin", "").startswith("synthetics"),
        host,
    )


def _status(span: Span) -> int:
    text = span.texts.get("http.status_code", "")
    number = span.numbers.get("http.status_code", int(text) if _STATUS.fullmatch(text) else 0)
    return _plausible(number)


def _plausible(status: float) -> int:
    return int(status) if 0 <= status < 1000 else 0


def _counted(key: Key) -> Counted:
    name = f"trace.{operation(key.operation)}"
    of_all = [f"env:{key.env or ENV}", f"service:{key.service or SERVICE}"]
    of_all += [f"resource:{key.resource}", f"resource_name:{key.resource}"]
    version = [f"version:{key.version}"] if key.version else []
    status = [f"http.status_code:{key.status}"] if key.status else []
    host = [f"host:{key.host}"] if key.host else []
    hits = stored_tags([*of_all, *version, *status, *host])
    by_status = hits | {f"http.status_class:{key.status // 100}xx"}
    suffixes = [("", hits), (".by_http_status", by_status)] if key.status else [("", hits)]
    latency = stored_tags([*of_all, *version, f"synthetics:{str(key.synthetics).lower()}"])
    return Counted(
        [Series(f"{name}.hits{suffix}", "count", tags) for suffix, tags in suffixes],
        [Series(f"{name}.errors{suffix}", "count", tags) for suffix, tags in suffixes],
        Series(name, "distribution", latency),
        Series(f"{name}.duration", "gauge", stored_tags([*of_all, *status])),
    )
