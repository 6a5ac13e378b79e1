"""The groups of widgets that a page of a feature is made of."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from dogwatch.declare.feature import Feature
from dogwatch.declare.policies.burn_rate import pairs
from dogwatch.declare.signals import Engagement
from dogwatch.declare.slo import Slo
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import (
    Marker,
    Widget,
    change,
    group,
    heatmap,
    manage_status,
    note,
    query_value,
    slo,
    slo_graph,
    timeseries,
    toplist,
)
from dogwatch.names import CPU, DURATION, HITS, IN_FLIGHT, INTERACTIONS, PROCESS_MEMORY, USERS
from dogwatch.query import Expr, Source, cutoff_min, week_before

from .measured import (
    DEPLOYS,
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


def head(feature: Feature, around: Surroundings) -> Widget:
    """What the feature is for people, who answers for it, and where to read on."""
    lines = [f"**{feature.name}**{f': {feature.description}' if feature.description else ''}", ""]
    lines.append(f"Team {around.team_of(feature).name}, service {feature.service}, tier {feature.tier}")
    links = [f"[Runbook]({runbook})" for runbook in [around.runbook_of(feature)] if runbook]
    links += [f"[{name}]({_found_by(name)})" for name in feature.related_names]
    if links:
        lines.append(" · ".join(links))
    return note("\n".join(lines), background="transparent")


def _found_by(name: str) -> str:
    """Where people find a feature's page: pages that named each other's ids could not be created one after another."""
    return f"/dashboard/lists?q={quote(name)}"


def promises(feature: Feature, slos: list[Slo]) -> list[Widget]:
    """The feature's SLOs, how fast their budgets burn, and the states of its monitors."""
    # Beside the SLOs and their graphs of four columns each: what they leave of their last row.
    width = 12 - 8 * len(slos) % 12
    states = manage_status("Monitors", searched(f"feature:{feature.name}"), width=width, height=3)
    burning = [slo_graph(f"How fast the budget burns: {each.name}", each, markers=_burning(each)) for each in slos]
    return [group("Promises and alerts", [*(slo(each.title, each) for each in slos), *burning, states])]


def _burning(of: Slo) -> list[Marker]:
    """Where the budget lasts exactly, and where the fastest alert stands."""
    lasting = Marker(1, label="it lasts exactly", severity="ok")
    fastest = pairs(of.target, of.time_frame)[:1]
    return [lasting, *(Marker(pair.factor, label=f"alert over {pair.long_window}") for pair in fastest)]


def response_time(feature: Feature) -> Widget:
    duration = of_feature(DURATION, feature)
    lines = {name: duration.percentile(float(name[1:])) for name in PERCENTILES}
    return group(
        "Response time",
        [
            timeseries("Response time", lines, markers=latency_markers(feature), events=DEPLOYS),
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
            toplist("Calls by route", _by_route(hits), width=6),
            toplist("Calls by version", calls(hits).by("version"), width=6),
        ],
    )


def errors(feature: Feature) -> Widget:
    hits = of_feature(HITS, feature)
    failed = hits.where(outcome="error")
    return group(
        "Errors",
        [
            timeseries(
                "Share of calls that fail, in %",
                {"errors": error_share(hits)},
                markers=error_markers(feature),
                events=DEPLOYS,
            ),
            timeseries("Errors by type", calls(failed).by("error_type"), display="bars", palette="warm"),
            timeseries("Errors by version", calls(failed).by("version"), display="bars", palette="warm"),
            query_value("Errors", calls(failed).default_zero()),
            query_value("Share", error_share(hits), unit="%", precision=2),
            toplist("Errors by route", _by_route(failed), width=8),
        ],
    )


def _by_route(hits: Source) -> Expr:
    """The calls of each route that has some: services also send a zero of calls of no route when they start."""
    return cutoff_min(calls(hits).by("route"), 1)


def resources(feature: Feature) -> Widget:
    """What the feature takes, its processor time where that is limited: event loops measure it of no other.

    Memory is that of its service, which no single feature can be charged with.
    """
    memory = of_feature(PROCESS_MEMORY, feature)
    processor_time = _processor_time(feature)
    shown = timeseries(
        "Memory of a process",
        {"most": memory.max(), "average": memory.avg()},
        markers=resource_markers(feature, "memory"),
        width=4 if processor_time else 12,
    )
    return group("Resources", [*processor_time, shown])


def _processor_time(feature: Feature) -> list[Widget]:
    limits = resource_markers(feature, "cpu")
    if not limits:
        return []
    cpu = of_feature(CPU, feature)
    return [
        timeseries("Processor time per call, p95", {"p95": cpu.p95()}, markers=limits),
        timeseries("Processor time per call, p95 by version", cpu.p95().by("version")),
    ]


def engagement(feature: Feature) -> list[Widget]:
    """What people do, where the feature says that it measures it: over time, and action by action as a funnel."""
    signals = feature.signals_of(Engagement)
    if not signals:
        return []
    source = of_feature(INTERACTIONS, feature)
    done = calls(source).by("action")
    people = of_feature(USERS, feature).max()
    actions = list(dict.fromkeys(action for signal in signals for action in signal.actions))
    return [
        group(
            "What people do",
            [
                timeseries("Actions", done, display="bars"),
                toplist("Most frequent actions", done),
                timeseries("People in ten seconds, busiest host", {"now": people, "last week": week_before(people)}),
                *_funnel(source, actions),
            ],
        )
    ]


def _funnel(interactions: Source, actions: list[str]) -> Iterator[Widget]:
    """How often each of several actions is done, and which share of the one before it gets that far."""
    if len(actions) < 2:
        return
    width = 4 if len(actions) == 2 else 2
    for before, action in zip([None, *actions], actions, strict=False):
        done = calls(interactions.where(action=action))
        yield query_value(str(action), done, width=width)
        if before is not None:
            share = 100 * done / calls(interactions.where(action=before))
            yield query_value(f"{action}, of {before}", share, unit="%", precision=1, width=width)
