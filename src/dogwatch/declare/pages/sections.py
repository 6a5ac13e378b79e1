"""The groups of widgets that a page of a feature is made of."""

from __future__ import annotations

from dogwatch.declare.feature import Feature
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.signals import Engagement
from dogwatch.declare.slo import Slo
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import (
    Widget,
    alert_graph,
    change,
    group,
    heatmap,
    manage_status,
    note,
    query_value,
    slo,
    timeseries,
    toplist,
)
from dogwatch.names import CPU, DURATION, HITS, IN_FLIGHT, INTERACTIONS, PROCESS_MEMORY, USERS
from dogwatch.query import week_before

from .measured import (
    PERCENTILES,
    calls,
    error_markers,
    error_share,
    latency_markers,
    of_feature,
    resource_markers,
    searched,
    traffic_markers,
)

# Monitors whose graph Datadog can draw: those of a metric query.
_DRAWN = ("query alert", "metric alert")


def head(feature: Feature, around: Surroundings) -> Widget:
    """What the feature is for people, who answers for it, and where to read on."""
    lines = [f"**{feature.name}**{f': {feature.description}' if feature.description else ''}", ""]
    lines.append(f"Team {around.team_of(feature).name}, service {feature.service}, tier {feature.tier}")
    if runbook := around.runbook_of(feature):
        lines.append(f"[Runbook]({runbook})")
    return note("\n".join(lines), background="transparent")


def promises(feature: Feature, slos: list[Slo]) -> list[Widget]:
    """The feature's SLOs beside the states of its monitors."""
    states = manage_status("Monitors", searched(f"feature:{feature.name}"), width=4, height=3)
    return [group("Promises and alerts", [*(slo(each.title, each) for each in slos), states])]


def response_time(feature: Feature) -> Widget:
    duration = of_feature(DURATION, feature)
    lines = {name: duration.percentile(float(name[1:])) for name in PERCENTILES}
    return group(
        "Response time",
        [
            timeseries("Response time", lines, markers=latency_markers(feature)),
            heatmap("All response times", duration, percentiles=(50, 95, 99)),
            timeseries("p95 by version", duration.p95().by("version")),
        ],
    )


def traffic(feature: Feature) -> Widget:
    hits = of_feature(HITS, feature)
    rate = hits.sum().as_rate()
    return group(
        "Traffic",
        [
            timeseries(
                "Calls per second", {"now": rate, "last week": week_before(rate)}, markers=traffic_markers(feature)
            ),
            change("Calls against last week", calls(hits).by("service"), relative=True, increase_is_good=True),
            timeseries("Calls at once", {"most": of_feature(IN_FLIGHT, feature).max()}),
        ],
    )


def errors(feature: Feature) -> Widget:
    hits = of_feature(HITS, feature)
    failed = hits.where(outcome="error")
    return group(
        "Errors",
        [
            timeseries("Share of calls that fail, in %", {"errors": error_share(hits)}, markers=error_markers(feature)),
            timeseries("Errors by version", calls(failed).by("version"), display="bars", palette="warm"),
            query_value("Errors", calls(failed)),
            query_value("Share", error_share(hits), unit="%", precision=2),
        ],
    )


def resources(feature: Feature) -> Widget:
    """What the feature takes. Memory is that of its service, which no single feature can be charged with."""
    cpu, memory = of_feature(CPU, feature), of_feature(PROCESS_MEMORY, feature)
    return group(
        "Resources",
        [
            timeseries("Processor time per call, p95", {"p95": cpu.p95()}, markers=resource_markers(feature, "cpu")),
            timeseries(
                "Memory of a process",
                {"most": memory.max(), "average": memory.avg()},
                markers=resource_markers(feature, "memory"),
            ),
            timeseries("Processor time per call, p95 by version", cpu.p95().by("version")),
        ],
    )


def engagement(feature: Feature) -> list[Widget]:
    """What people do, where the feature says that it measures it."""
    if not feature.signals_of(Engagement):
        return []
    done = of_feature(INTERACTIONS, feature).sum().as_count().by("action")
    people = of_feature(USERS, feature).max()
    return [
        group(
            "What people do",
            [
                timeseries("Actions", done, display="bars"),
                toplist("Most frequent actions", done),
                timeseries("People in ten seconds, busiest host", {"now": people, "last week": week_before(people)}),
            ],
        )
    ]


def alerts(monitors: list[Monitor]) -> list[Widget]:
    """The graphs of the monitors with their limits."""
    graphs = [alert_graph(monitor.title, monitor) for monitor in monitors if monitor.type in _DRAWN]
    return [group("Alerts", graphs)] if graphs else []
