"""The overview: all features beside each other."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.feature import Feature
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.team import Team
from dogwatch.declare.widgets import Widget, change, group, manage_status, query_table, slo, timeseries, toplist
from dogwatch.declare.wrong import Wrong
from dogwatch.names import DURATION, HITS

from .measured import calls, error_share, of_features, searched
from .shown import shown_of, widths


def overview(
    features: Iterable[Feature] | Feature,
    *,
    team: Team | str | None = None,
    name: str = "overview",
    title: str = "All features",
) -> Dashboard:
    """How all features do, and which promises are kept. The team is that of the first feature unless given."""
    shown = shown_of(features, "overview([checkout, search])")
    if isinstance(shown, Wrong):
        return Dashboard(name, team=team, title=title, widgets=shown)

    def widgets(around: Surroundings) -> list[Widget]:
        return [*_compared(tuple(feature.name for feature in shown)), *_promises(shown, around)]

    return Dashboard(
        name,
        team=team or shown[0].team,
        title=title,
        description="Every feature of the catalog: how much it is used, how fast it answers, how often it fails.",
        widgets=widgets,
    )


def _compared(names: tuple[str, ...]) -> list[Widget]:
    hits, duration = of_features(HITS, names), of_features(DURATION, names)
    columns = {
        "Calls": calls(hits).by("feature"),
        "Errors in %": error_share(hits, "feature"),
        "p50": duration.p50().by("feature"),
        "p95": duration.p95().by("feature"),
        "p99": duration.p99().by("feature"),
    }
    return [
        query_table("Features", columns, width=8),
        change("Calls against last week", calls(hits).by("feature"), relative=True, increase_is_good=True),
        timeseries("p95 of the response time", duration.p95().by("feature")),
        timeseries("Share of calls that fail, in %", error_share(hits, "feature"), palette="warm"),
        timeseries("Calls per second", hits.sum().as_rate().by("feature")),
        toplist("Most errors", calls(hits.where(outcome="error")).by("feature"), width=6, height=4),
        manage_status("Monitors", searched("managed_by:dogwatch")),
    ]


def _promises(features: Iterable[Feature], around: Surroundings) -> list[Widget]:
    of = [(feature, each) for feature in features for each in around.slos_of(feature)]
    shown = [
        slo(f"{feature.name}: {each.title}", each, width=width)
        for (feature, each), width in zip(of, widths(len(of)), strict=True)
    ]
    return [group("Promises", shown)] if shown else []
