"""How far back monitors look, which is how long a load has to have gone on when a simulation begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dogwatch.errors import NotEvaluated
from dogwatch.kinds import Body
from dogwatch.measure import Store, Watch
from dogwatch.query import BurnRate, MetricAlert, SloAlert, parse_monitor
from dogwatch.values import Duration

from .past import Reach
from .watched import Watched, Watching

# Any moment does: months and days with another length make no difference here.
_NOW = 1_700_000_000


def reaches(watching: Watching, monitors: Iterable[Watched]) -> Iterator[Reach]:
    """How far back each of the monitors reads what it reads."""
    for monitor in monitors:
        match monitor.body["type"]:
            case "query alert" | "metric alert":
                delay = int((monitor.body.get("options") or {}).get("evaluation_delay") or 0)
                for reach in _looked_back(monitor.body["query"]):
                    yield reach._replace(seconds=reach.seconds + delay)
            case "slo alert":
                yield from _of_slo(monitor.body, watching.metrics_of(monitor))


@lru_cache(maxsize=1024)  # a catalog's monitors are the same for each of its tests
def _looked_back(query: str) -> tuple[Reach, ...]:
    """Nothing for what is not evaluated."""
    tree = parse_monitor(query, "query alert")
    if not isinstance(tree, MetricAlert):
        return ()
    try:
        watch = Watch(Store(), tree)
    except NotEvaluated:
        return ()
    window = tree.window.seconds
    return tuple(Reach(metric, _NOW - at, window) for metric, at in watch.earliest(_NOW - window).items())


def _of_slo(body: Body, metrics: Iterable[str]) -> Iterator[Reach]:
    """Both windows of a burn rate, or the whole time of a budget."""
    tree = parse_monitor(body["query"], "slo alert")
    assert isinstance(tree, SloAlert)
    windows = tree.measured.windows if isinstance(tree.measured, BurnRate) else (tree.measured.over,)
    for metric in metrics:
        for window in windows:
            seconds = int(Duration.parse(window).seconds)
            yield Reach(metric, seconds, seconds)
