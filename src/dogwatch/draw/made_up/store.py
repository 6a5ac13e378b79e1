"""A store full of values that nobody measured."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from dogwatch.draw.data import Body
from dogwatch.draw.remark import UNREADABLE
from dogwatch.draw.slo_search import finding_slos, listing_searches
from dogwatch.draw.spans import seconds
from dogwatch.draw.variables import Choice, filled_search
from dogwatch.measure import Kind, Store, graph_interval
from dogwatch.names import METRICS
from dogwatch.query import AS_COUNT, AS_RATE, Holds, MetricQuery

from .series import asked_queries, tags_of

Floats = npt.NDArray[np.float64]

_EARLIER: Final = {"hour_before": 3600, "day_before": 86400, "week_before": 7 * 86400, "month_before": 28 * 86400}
_PERCENTILE: Final = re.compile(r"p\d|count\(|histogram|stddev")
_OWN_TIME: Final = re.compile(r'"live_span": "(\w+)"')
_HOUR: Final = 3600
_DAY: Final = 86400
_SAMPLES: Final = 8
_SELDOM: Final = re.compile(r"(outcome|status|state|result|fast):(error|failed|pending|false|5\d\d|5xx)")
# Of the calls of a metric together, and how much of them goes wrong: what keeps to a promise of 99.9%.
_PER_SECOND: Final = 5.0
_WRONG: Final = 0.0004
_TYPICAL: Final = {"second": 0.12, "millisecond": 120.0, "byte": 180e6, "percent": 40.0, "fraction": 0.4}
_TYPES: Final[Mapping[str, Kind]] = {
    metric.name: "gauge" if metric.type == "set" else metric.type for metric in METRICS
}


@dataclass(frozen=True)
class _Series:
    """`typical` is about how large its values are, `share` how many of all there are of it."""

    row: int
    kind: Kind
    typical: float
    share: float
    seed: int


def made_up(
    dashboard: Body,
    slos: Mapping[str, Body],
    choices: Mapping[str, Choice],
    begin: int,
    end: int,
    unit: Callable[[str], str | None],
    kind: Callable[[str], str | None],
) -> Store:
    """A store with values for all that a dashboard and its SLOs ask for, up to the second `end`.

    `slos` are bodies by the ids under which widgets name them; `unit` and `kind` are those of a metric where they are
    known. The same dashboard and window get the same values.
    """
    by_metric: dict[str, list[MetricQuery]] = {}
    text = json.dumps(dict(dashboard), default=str)
    lists = list(_lists(dashboard, choices))
    named = [body for id, body in slos.items() if id in text or any(finds(body) for finds in lists)]
    for query in asked_queries(dashboard, named, choices):
        by_metric.setdefault(query.metric, []).append(query)
    store = Store()
    series = []
    for metric, queries in by_metric.items():
        chosen = _kind(metric, queries, kind(metric))
        typical = _PER_SECOND if chosen == "count" else _TYPICAL.get(unit(metric) or "", 20.0)
        all_tags = tags_of(queries)
        shares = [_WRONG if any(map(_SELDOM.match, tags)) else 1.0 for tags in all_tags]
        for tags, share in zip(all_tags, shares, strict=True):
            row = store.series(metric, tags, chosen)
            seed = crc32(f"{metric}{sorted(tags)}".encode())
            series.append(_Series(row, chosen, typical, share / sum(shares), seed))
    _fill(store, series, _times(text, begin, end))
    return store


def _lists(dashboard: Body, choices: Mapping[str, Choice]) -> Iterator[Holds[Body]]:
    """What SLO lists find; of one that cannot be read the widget itself says so."""
    for search in listing_searches(dashboard):
        with suppress(*UNREADABLE):
            yield finding_slos(filled_search(search, choices, everything="*"))


def _kind(metric: str, queries: Iterable[MetricQuery], known: str | None) -> Kind:
    if metric in _TYPES:
        return _TYPES[metric]
    if known in ("gauge", "count", "rate", "distribution"):
        return known  # type: ignore[return-value]  # one of these
    if any(_PERCENTILE.match(query.aggregator or "") for query in queries):
        return "distribution"
    counted = any(modifier in query.modifiers for query in queries for modifier in (AS_COUNT, AS_RATE))
    return "count" if counted else "gauge"


def _times(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Times, each with the seconds that it stands for: close in the window and where it is compared with, else wide."""
    shifts = [0, *(seconds for name, seconds in _EARLIER.items() if name in text)]
    step = graph_interval(end - begin)
    found = dict.fromkeys(range(end - 90 * _DAY, end - 8 * _DAY, 6 * _HOUR), 6 * _HOUR)
    found |= dict.fromkeys(range(end - 8 * _DAY, begin, _HOUR), _HOUR)
    # Widgets with a time of their own show a longer window than the page, or a part of it.
    since = begin
    for length in sorted(filter(None, map(seconds, _OWN_TIME.findall(text)))):
        found |= {time: graph_interval(length) for time in range(end - length, since, graph_interval(length))}
        since = min(since, end - length)
    windows = [(begin - shift, end - shift) for shift in shifts]
    # The last bucket of a window may reach beyond its end: an hour that began there would stand up in it.
    found = {time: span for time, span in found.items() if not any(a <= time < b + step for a, b in windows)}
    found |= {time: step for a, b in windows for time in range(a, b, step)}
    return sorted(found.items())


def _fill(store: Store, series: list[_Series], times: list[tuple[int, int]]) -> None:
    """By time and not by series: what is older than the newest value's retention would be left out."""
    moments = np.array([time for time, _ in times], dtype=np.int64)
    spans = np.array([span for _, span in times], dtype=np.float64)
    made = [(each, _values(each, moments, spans)) for each in series]
    plain = [(each, values) for each, values in made if each.kind != "distribution"]
    sampled = [(each, values) for each, values in made if each.kind == "distribution"]
    for first in range(0, len(moments), 60):
        part = slice(first, first + 60)
        _add(store.add, plain, moments[part], part)
        _add(store.add_samples, sampled, moments[part], part)


def _add(add: Any, made: list[tuple[_Series, Floats]], moments: npt.NDArray[np.int64], part: slice) -> None:
    if not made:
        return
    rows = np.array([each.row for each, _ in made])
    values = np.stack([values[part] for _, values in made])
    shape = values.shape
    times = np.broadcast_to(moments[None, :, None], shape).ravel()
    add(np.broadcast_to(rows[:, None, None], shape).ravel(), times, values.ravel())


def _values(series: _Series, moments: npt.NDArray[np.int64], spans: Floats) -> Floats:
    """[time, sample], with the waves of a day and of a quarter of an hour."""
    random = np.random.default_rng(series.seed)
    phase = random.uniform(0, 2 * np.pi)
    wave = 1 + 0.35 * np.sin(2 * np.pi * moments / _DAY) + 0.12 * np.sin(2 * np.pi * moments / 900 + phase)
    level = series.typical * random.uniform(0.6, 1.6) * wave
    match series.kind:
        case "count":
            return random.poisson(level * series.share * spans).astype(np.float64)[:, None]
        case "distribution":
            values = level[:, None] * random.lognormal(-0.2, 0.45, (len(moments), _SAMPLES))
            # What is no number is left out: of what is rare there is seldom one.
            return np.where(random.random(values.shape) < max(series.share * 8, 0.002), values, np.nan)
        case _:
            return (level * random.normal(1, 0.04, len(moments)))[:, None]
