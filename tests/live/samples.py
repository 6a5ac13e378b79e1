"""The series that are submitted: minutes with gaps, groups with several values of a tag, a distribution."""

from __future__ import annotations

import math
from typing import NamedTuple

from dogwatch.measure import Kind, Store

INTERVAL = 10
# The points lie in so many seconds.
SPAN = 1800


class Sample(NamedTuple):
    """Points of one series: seconds since the beginning, and a value, or the values of a distribution."""

    metric: str
    kind: Kind
    tags: tuple[str, ...]
    points: tuple[tuple[int, tuple[float, ...]], ...]

    def named(self, prefix: str) -> str:
        return f"{prefix}.{self.metric}"


def _plain(metric: str, kind: Kind, tags: str, points: dict[int, float]) -> Sample:
    return Sample(metric, kind, tuple(tags.split(",")), tuple((at, (value,)) for at, value in points.items()))


_GAPS = {*range(5, 8), *range(12, 21)}
_FEW = {
    "host:a,env:prod,zone:x": {60 * at: 10.0 + at % 7 for at in range(30) if at not in _GAPS},
    "host:b,env:prod,zone:x,zone:y": {60 * at: 2.0 * at for at in range(1, 30, 2)},
    "host:c,env:dev": {60 * at: 5.0 for at in range(10)},
}
SAMPLES = (
    *(_plain("load", "gauge", tags, points) for tags, points in _FEW.items()),
    _plain("hits", "count", "host:a,env:prod", dict.fromkeys(range(0, SPAN, INTERVAL), 3.0)),
    _plain("hits", "count", "host:b,env:prod", dict.fromkeys(range(0, 600, 30), 7.0)),
    _plain("speed", "rate", "host:a,env:prod", {at: 0.5 + at % 60 / 60 for at in range(0, SPAN, INTERVAL)}),
    _plain(
        "twice", "gauge", "host:a", {at + offset: at / 10 + offset for at in range(0, 600, 60) for offset in (0, 4)}
    ),
    *(
        Sample(
            "latency",
            "distribution",
            (f"host:{host}", "env:prod"),
            tuple((60 * at, tuple(scale * math.exp(number % 17 / 5) for number in range(10 + at))) for at in range(20)),
        )
        for host, scale in (("a", 1.0), ("b", 3.0))
    ),
)


def store(prefix: str, begin: int) -> Store:
    """The samples as `dogwatch.measure` keeps them."""
    made = Store()
    for sample in SAMPLES:
        number = made.series(sample.named(prefix), sample.tags, sample.kind, INTERVAL)
        add = made.add_samples if sample.kind == "distribution" else made.add
        for at, values in sample.points:
            add(number, begin + at, list(values))
    return made
