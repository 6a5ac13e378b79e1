"""How far back monitors look, which is how long a load has to have gone on when a simulation begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def reaches(watching: Watching, monitors: Iterable[Watched]) -> dict[str, Reach]:
    """How far back the monitors read of each metric."""
    found: dict[str, Reach] = {}
    for monitor in monitors:
        for metric, reach in _reach(watching, monitor).items():
            found[metric] = reach.joined(found.get(metric))
    return found


def _reach(watching: Watching, monitor: Watched) -> Mapping[str, Reach]:
    match monitor.body["type"]:
        case "query alert" | "metric alert":
            delay = int((monitor.body.get("options") or {}).get("evaluation_delay") or 0)
            found = _looked_back(monitor.body["query"])
            return {metric: reach._replace(seconds=reach.seconds + delay) for metric, reach in found.items()}
        case "slo alert":
            return dict.fromkeys(watching.metrics_of(monitor), _of_slo(monitor.body))
        case _:
            return {}


@lru_cache(maxsize=1024)  # a catalog's monitors are the same for each of its tests
def _looked_back(query: str) -> dict[str, Reach]:
    """By metric; nothing of what is not evaluated."""
    tree = parse_monitor(query, "query alert")
    if not isinstance(tree, MetricAlert):
        return {}
    try:
        watch = Watch(Store(), tree)
    except NotEvaluated:
        return {}
    window = tree.window.seconds
    return {metric: Reach(_NOW - at, window) for metric, at in watch.earliest(_NOW - window).items()}


def _of_slo(body: Body) -> Reach:
    tree = parse_monitor(body["query"], "slo alert")
    assert isinstance(tree, SloAlert)
    windows = tree.measured.windows if isinstance(tree.measured, BurnRate) else (tree.measured.over,)
    lengths = [int(Duration.parse(window).seconds) for window in windows]
    return Reach(max(lengths), min(lengths))
