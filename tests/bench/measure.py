"""What evaluating metric queries takes, in one process on one core.

The store holds what an Agent sends: a value of each series every ten seconds. Monitors are compiled once, as they live
for long; what is timed is a minute's work: the minute that was added since is folded, and all are evaluated.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from dogwatch.measure import Plan, Round, Store, Watch
from dogwatch.query import MetricAlert, parse_metric, parse_monitor
from tests.bench.processes import RUNS

_MONITORS, _GROUPS, _HOUR = 1000, 10, 1_700_002_800
_CHANCE = np.random.default_rng(1)


def rows() -> Iterator[tuple[str, str, str, str]]:
    what = f"{_MONITORS} monitor queries of {_GROUPS} groups, last 5 minutes"
    yield what, "10 ms", *_minutes("avg(last_5m):avg:{m}{{env:prod}} by {{host}} > 3")
    yield "  three series per group", "", *_minutes("avg(last_5m):avg:{m}{{env:prod}} by {{host}} > 3", pods=3)
    share = "sum(last_5m):sum:{m}{{env:prod}} by {{host}}.as_count() / sum:{m}{{*}} by {{host}}.as_count() > 3"
    yield "  quotients of counts", "", *_minutes(share)
    store = _day()
    by_zone = Plan(store, parse_metric("avg:cpu{*} by {zone}"))
    yield "a query over a day of 1000 series, by tag", "20 ms", *_timed(lambda: by_zone.series(_HOUR, _HOUR + 86400))
    sketches, added = _sketches()
    yield "values folded into 1000 sketches a second, the goal with intake", "1000000", added, ""
    spread = Plan(sketches, parse_metric("p95:latency{*} by {zone}"))
    yield "  p95 of these over 5 minutes by tag", "", *_timed(lambda: spread.series(_HOUR, _HOUR + 300))


def _minutes(query: str, pods: int = 1) -> tuple[str, str]:
    """A minute's work on a store that goes on."""
    store = Store()
    metrics = [f"app.metric_{number}" for number in range(_MONITORS)]
    series = np.array(
        [
            store.series(metric, [f"host:h{host}", f"pod:p{pod}", "env:prod"], "rate")
            for metric in metrics
            for host in range(_GROUPS)
            for pod in range(pods)
        ]
    )
    alerts = [parse_monitor(query.format(m=metric), "query alert") for metric in metrics]
    round = Round(store, [Watch(store, alert) for alert in alerts if isinstance(alert, MetricAlert)])
    taken = []
    for minute in range(10 + RUNS):
        for cell in range(6):
            store.add(series, _HOUR + 60 * minute + 10 * cell, _CHANCE.random(len(series)))
        now = _HOUR + 60 * (minute + 1)
        began = time.perf_counter()
        round.values([(now - 300, now)] * _MONITORS)
        taken.append(time.perf_counter() - began)
    return _shown(taken[10:])


def _day() -> Store:
    store = Store()
    series = np.array([store.series("cpu", [f"host:h{host}", f"zone:z{host % 20}"]) for host in range(1000)])
    for cell in range(8640):
        store.add(series, _HOUR + 10 * cell, _CHANCE.random(len(series)))
    return store


def _sketches() -> tuple[Store, str]:
    """Packed values as an intake would hand them on every ten seconds, a million in all."""
    store = Store()
    series = np.array(
        [store.series("latency", [f"host:h{host}", f"zone:z{host % 20}"], "distribution") for host in range(1000)]
    )
    rates = []
    for cell in range(30):
        rows, values = np.repeat(series, 100), _CHANCE.exponential(0.2, 100_000)
        began = time.perf_counter()
        store.add_samples(rows, _HOUR + 10 * cell, values)
        rates.append(len(values) / (time.perf_counter() - began))
    return store, f"{statistics.median(rates):.0f}"


def _timed(run: Callable[[], object]) -> tuple[str, str]:
    taken = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return _shown(taken[1:])


def _shown(taken: list[float]) -> tuple[str, str]:
    return f"{min(taken) * 1000:.1f} ms", f"{statistics.median(taken) * 1000:.1f} ms"


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
