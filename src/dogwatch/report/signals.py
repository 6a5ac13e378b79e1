"""The page docs/signals.md: what each signal becomes, written from the monitors that policies make of an example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dogwatch.declare import (
    Availability,
    Catalog,
    Declared,
    Engagement,
    Errors,
    Feature,
    Latency,
    LatencyObjective,
    Limit,
    Monitor,
    Policy,
    Resources,
    Team,
    Traffic,
    Transition,
    check,
    told,
)
from dogwatch.kinds import Body, references_in
from dogwatch.query import MetricAlert, grouping

_CATALOG = Catalog("shop")
_TEAM = Team("payments", page="@pagerduty-Payments", notify="@slack-payments")
_OF_CALLS = Feature(
    "checkout",
    team=_TEAM,
    service="shop-api",
    tier=1,
    signals=[
        Latency(p95=Limit("400ms", warn="300ms"), by=["region"]),
        Errors(rate="1%", compare="version"),
        Traffic(min="1/s", max="100/s"),
        Resources(cpu="50ms", memory="512MiB"),
        Engagement(actions=["pay"], drop="30%", band=3),
    ],
)
_PROMISED = Feature(
    "search",
    team=_TEAM,
    service="shop-api",
    tier=1,
    signals=[Traffic(min="1/s")],
    objectives=[Availability("99.9%", budget="50%"), LatencyObjective("99%", within="400ms")],
)
# Per policy its heading, what is declared, the feature it is shown with, and why it watches in that way.
_SECTIONS = {
    "latency": (
        "Latency",
        'Latency(p95=Limit("400ms", warn="300ms"), by=["region"])',
        _OF_CALLS,
        "People feel the slow calls and not the average, so the limit is on a percentile of all calls of the window. "
        "Of few calls a percentile is just the slowest of them; then it stays silent.",
    ),
    "errors": (
        "Errors",
        'Errors(rate="1%", compare="version")',
        _OF_CALLS,
        "A share says the same at noon and at night, except where calls are so few that one failure exceeds the limit: "
        "there failures are counted over an hour instead. A new version has few of the calls, so that it can fail a "
        "lot before the share of all shows it.",
    ),
    "traffic": (
        "Traffic",
        'Traffic(min="1/s", max="100/s")',
        _OF_CALLS,
        "Calls that never arrive are slow nowhere and fail nowhere: only a floor sees a feature that nobody can reach.",
    ),
    "resources": (
        "Resources",
        'Resources(cpu="50ms", memory="512MiB")',
        _OF_CALLS,
        "What a call costs and what a process holds grows over days and is put right in working hours, so it wakes "
        "nobody. Processor time is per call of the feature; memory is per process of its service, which no feature can "
        "be charged with.",
    ),
    "engagement": (
        "Engagement",
        'Engagement(actions=["pay"], drop="30%", band=3)',
        _OF_CALLS,
        "A button that is hidden raises no error; people just do less. A drop counts against the same window a week "
        "before, and windows that had 50 actions at most then (`least`) say nothing; a band goes by what Datadog "
        "predicts from the past weeks.",
    ),
    "objectives": (
        "Objectives",
        'Availability("99.9%", budget="50%"), LatencyObjective("99%", within="400ms")',
        _PROMISED,
        "An error budget that burns fast matters now and one that burns slowly matters this week. Of hours with few "
        "events there is no ratio, so failures are counted.",
    ),
}
# Datadog's options on what no data means.
_ABSENT = ("on_missing_data", "timeout_h", "require_full_window")
_WINDOWS = re.compile(r'\blast_(\w+)\b|(?:_window|over)\("(\w+)"\)')


def signals_page() -> str:
    """The page: per signal the monitors with their queries, windows, guards, what no data means, and who is told."""
    bodies = _bodies()
    head = (
        "# What each signal becomes\n\n"
        "Written from the monitors themselves by `make docs`; a test keeps it current. The examples are features of "
        "tier 1 in production.\nWhere an objective covers a signal, the fast burn of its budget wakes somebody, and "
        "the signal's own monitors do not.\n\n"
        "A monitor that is silent while another alerts is a composite. Its parts are monitors of their own, which tell "
        "nobody:\nDatadog has no condition on a second query within one, and nothing else is evaluated as documented "
        "for\npercentiles, shares of counts, groups, and the value in the message at once.\n"
    )
    return head + "".join(_section(policy, bodies) for policy in _CATALOG.policies)


def _bodies() -> dict[str, Body]:
    """The body of each monitor in production, by its key."""
    declared = Declared(_CATALOG, (_TEAM,), (_OF_CALLS, _PROMISED), (), _CATALOG.policies)
    return {resource.key: resource.body for resource in check(declared, "prod") if resource.kind == Monitor.kind}


@dataclass(frozen=True)
class _Watch:
    """A monitor that tells somebody, and the parts that it asks when it is a composite."""

    monitor: Monitor
    body: Body
    parts: tuple[_Watch, ...] = ()

    @property
    def measured(self) -> _Watch:
        """What is compared with the limit: itself, or its first part."""
        return self.parts[0] if self.parts else self


def _section(policy: Policy, bodies: Mapping[str, Body]) -> str:
    title, declared, feature, why = _SECTIONS[policy.name]
    monitors = [thing for thing in policy(feature) if isinstance(thing, Monitor)]
    alone = {_key(each): _Watch(each, bodies[_key(each)]) for each in monitors}
    watches = [_Watch(each.monitor, each.body, _parts(each.body, alone)) for each in alone.values()]
    pieces = [_watch(watch) for watch in watches if watch.monitor.tells]
    return f"\n## {title}\n\n{why}\n\n```python\n{declared}\n```\n" + "".join(pieces)


def _key(monitor: Monitor) -> str:
    return f"{_CATALOG.name}/{monitor.path}"


def _parts(body: Body, others: Mapping[str, _Watch]) -> tuple[_Watch, ...]:
    return tuple(others[each.key] for each in references_in(body["query"]) if each.key in others)


def _watch(watch: _Watch) -> str:
    rows = "".join(f"| {name} | {said} |\n" for name, said in _rows(watch))
    return f"\n### `{watch.monitor.name}`: {watch.monitor.title}\n\n| | |\n|---|---|\n{rows}"


def _rows(watch: _Watch) -> Iterator[tuple[str, str]]:
    measured = watch.measured
    yield "query", _code(measured.body["query"])
    for part in watch.parts[1:]:
        yield f"silent while {part.monitor.name}", _code(part.body["query"])
    yield "window", ", ".join(long or other for long, other in _WINDOWS.findall(str(measured.body["query"])))
    yield "groups", _groups(measured.monitor)
    yield "no data", f"{watch.monitor.absence}{_missing(measured.body)}"
    yield "evaluation delay", f"{measured.body['options'].get('evaluation_delay', 0)} s"
    yield "recovers", _recovery(measured.body)
    yield "priority", f"P{watch.body['priority']}" if "priority" in watch.body else "none"
    yield "tells", _told(watch.body)


def _code(text: object) -> str:
    """As code in a table, in which a pipe would end the cell."""
    return f"`{str(text).replace('|', chr(92) + '|')}`"


def _groups(monitor: Monitor) -> str:
    keys = grouping(monitor.query) if isinstance(monitor.query, MetricAlert) else ()
    return f"one state and message per {' and '.join(keys)}" if keys else "one for all"


def _missing(body: Body) -> str:
    said = [f"`{name}: {str(body['options'][name]).lower()}`" for name in _ABSENT if name in body["options"]]
    return f" ({', '.join(said)})" if said else ""


def _recovery(body: Body) -> str:
    recovery = body["options"].get("thresholds", {}).get("critical_recovery")
    return "as soon as the limit is kept" if recovery is None else f"at {recovery}"


def _told(body: Body) -> str:
    heard = told(body["message"], Transition.ALERT)
    handles = {"the team's page": _TEAM.page, "its channel": _TEAM.notify}
    return " and ".join(name for name, several in handles.items() if set(several) & set(heard))
