"""What judging monitors takes, in one process on one core, in seconds of the processor.

A day is fed and judged hour by hour, as tests of alerts do; a minute is what the embedded Datadog does while it runs.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Iterator

import numpy as np

from dogwatch.judge import Judging
from dogwatch.measure import Retention, Store
from tests.bench.processes import RUNS

_GROUPS, _HOUR, _BEGIN = 10, 3600, 1_700_002_800
_CHANCE = np.random.default_rng(1)
# What a window of up to an hour needs; hours are kept for the groups that were seen.
_KEPT = Retention(fine=2 * _HOUR, minutes=4 * _HOUR, hours=48 * _HOUR)


def rows() -> Iterator[tuple[str, str, str, str]]:
    whole = [_day(1, "last_5m") for _ in range(RUNS)]
    what = f"a day of a monitor of {_GROUPS} groups, judged in one go"
    yield what, "10 ms", *_shown([judged for _, judged in whole])
    yield "  over an hour", "", *_shown([_day(1, "last_1h")[1] for _ in range(RUNS)])
    yield "  over four hours", "", *_shown([_day(1, "last_4h")[1] for _ in range(RUNS)])
    for monitors in (250, 1000):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        fed, judged = _day(monitors, "last_5m", _HOUR)
        yield (
            f"a day of {monitors} monitors, fed and judged",
            "20 s" if monitors == 1000 else "",
            f"{fed + judged:.1f} s",
            "",
        )
        yield "  of which judging", "", f"{judged:.1f} s", ""
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        yield (
            "  the process grew to",
            "1 GB" if monitors == 1000 else "",
            f"{most / 1e3:.0f} MB",
            f"{before / 1e3:.0f} MB",
        )
    yield "a minute of 2000 monitors", "3 s", *_shown(_minutes(2000))


def _day(monitors: int, window: str, step: int = 24 * _HOUR) -> tuple[float, float]:
    """Seconds to feed values every ten seconds for a day, and to judge them, `step` seconds at a time."""
    store, series, judging = _watched(monitors, window, _KEPT if step < 24 * _HOUR else Retention())
    fed = judged = 0.0
    for begin in range(_BEGIN, _BEGIN + 24 * _HOUR, _HOUR):
        fed += _taken(lambda begin=begin: _feed(store, series, begin, _HOUR))  # type: ignore[misc]
        if (begin + _HOUR - _BEGIN) % step == 0:
            judged += _taken(lambda begin=begin: judging.run(begin + _HOUR))  # type: ignore[misc]
    return fed, judged


def _minutes(monitors: int) -> list[float]:
    """Seconds for a minute's evaluations, again and again."""
    store, series, judging = _watched(monitors, "last_5m", _KEPT)
    taken = []
    for minute in range(8 + RUNS):
        _feed(store, series, _BEGIN + 60 * minute, 60)
        taken.append(_taken(lambda minute=minute: judging.run(_BEGIN + 60 * (minute + 1))))  # type: ignore[misc]
    return taken[8:]


def _watched(monitors: int, window: str, retention: Retention) -> tuple[Store, np.ndarray, Judging]:
    store = Store(retention)
    metrics = [f"app.metric_{number}" for number in range(monitors)]
    series = np.array([store.series(metric, [f"host:h{host}"]) for metric in metrics for host in range(_GROUPS)])
    options = {"thresholds": {"critical": 0.72, "warning": 0.7}, "notify_no_data": True, "new_group_delay": 60}
    bodies = {
        number: {
            "type": "query alert",
            "name": metric,
            "query": f"avg({window}):avg:{metric}{{*}} by {{host}} > 0.72",
            "options": options,
        }
        for number, metric in enumerate(metrics)
    }
    return store, series, Judging(store, bodies, now=_BEGIN, kept=_HOUR)


def _feed(store: Store, series: np.ndarray, begin: int, seconds: int) -> None:
    """Values of chance, of which few windows come over a threshold."""
    times = np.arange(begin, begin + seconds, 10)
    for time_ in times:
        store.add(series, int(time_), _CHANCE.random(len(series)))


def _taken(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _shown(taken: list[float]) -> tuple[str, str]:
    return f"{min(taken) * 1000:.1f} ms", f"{statistics.median(taken) * 1000:.1f} ms"


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ", flush=True)
