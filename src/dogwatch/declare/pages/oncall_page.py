"""The page for whoever is on call: what alerts now, and where to look first."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.feature import Feature
from dogwatch.declare.signals import Latency
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.team import Team
from dogwatch.declare.widgets import Widget, event_stream, group, manage_status, slo, timeseries
from dogwatch.declare.wrong import Wrong
from dogwatch.names import DURATION, HITS, TELLS_NOBODY
from dogwatch.query import Expr

from .measured import PERCENTILES, error_markers, error_share, latency_markers, of_feature, searched, traffic_markers
from .sections import head
from .shown import shown_of, widths

_SLOW = ("p95", "p99")


def oncall_page(team: Team | str, features: Iterable[Feature] | Feature, *, name: str | None = None) -> Dashboard:
    """What alerts of a team now, and the features it answers for, the most important first."""
    owner = team.name if isinstance(team, Team) else team
    name = name or f"oncall-{owner}"
    shown = shown_of(features, f"oncall_page({owner}, [checkout])")
    if isinstance(shown, Wrong):
        return Dashboard(name, team=team, title=name, widgets=shown)

    by_tier = sorted(shown, key=lambda feature: (str(feature.tier), str(feature.name)))

    def widgets(around: Surroundings) -> list[Widget]:
        return [*_now(owner), *(_feature(feature, around) for feature in by_tier)]

    return Dashboard(
        name,
        team=team,
        title=f"On call: {owner}",
        description=f"What alerts now among the features of the team {owner}, and how these do.",
        widgets=widgets,
    )


def _now(team: str) -> list[Widget]:
    return [
        manage_status("What alerts now", f"{searched(f'team:{team}')} -status:ok", shown="list", width=6),
        event_stream("Alerts of the last hours", f"source:alert team:{team} -{TELLS_NOBODY}", width=6),
    ]


def _feature(feature: Feature, around: Surroundings) -> Widget:
    hits = of_feature(HITS, feature)
    graphs = [
        timeseries("Response time", _percentiles(feature), markers=latency_markers(feature)),
        timeseries("Share of calls that fail, in %", {"errors": error_share(hits)}, markers=error_markers(feature)),
        timeseries("Calls per second", {"calls": hits.sum().as_rate()}, markers=traffic_markers(feature)),
    ]
    slos = around.slos_of(feature)
    kept = [slo(each.title, each, width=width) for each, width in zip(slos, widths(len(slos)), strict=True)]
    return group(f"{feature.name} (tier {feature.tier})", [head(feature, around), *graphs, *kept])


def _percentiles(feature: Feature) -> dict[str, Expr]:
    """The slow calls, and whatever else has a limit that stands in the graph."""
    duration = of_feature(DURATION, feature)
    limited = {name for signal in feature.signals_of(Latency) for name, _ in signal.limits}
    shown = [name for name in PERCENTILES if name in limited or name in _SLOW]
    return {name: duration.percentile(float(name[1:])) for name in shown}
