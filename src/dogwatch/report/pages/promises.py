"""The SLOs on a page: what is promised, what counts as good, and the alerts on what is left of the error budget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dogwatch.declare import Promise
from dogwatch.kinds import Body, Reference, Resource
from dogwatch.query import plain
from dogwatch.report.pages.alerts import alerted, priority, urgency
from dogwatch.report.pages.book import short_name
from dogwatch.report.pages.markup import fence, table, text
from dogwatch.report.pages.teams import handles
from dogwatch.values import Duration

_BURN_RATE = re.compile(r'burn_rate\(.*long_window\("(\w+)"\)\.short_window\("(\w+)"\) >=? ([\d.]+)')
_BUDGET = re.compile(r"error_budget\(.* >=? ([\d.]+)")


def promises(
    slos: Sequence[Resource], monitors: Sequence[Resource], objectives: Iterable[Promise] = ()
) -> Iterator[str]:
    """The SLOs: why those of the objectives are promised, and the monitors that watch them, the most urgent first."""
    why = {objective.name: objective.why for objective in objectives}
    for slo in slos:
        yield from ("", f"### {text(short_name(slo))}", "")
        if reason := why.get(slo.key.rpartition("/")[2]):
            yield f"- **Why** {text(reason)}"
        yield from _promise(slo.body)
        reference = str(Reference("slo", slo.key))
        watching = [monitor for monitor in monitors if reference in str(monitor.body["query"])]
        rows = [_burning(monitor) for monitor in sorted(watching, key=urgency)]
        if rows:
            yield ""
            yield from table(("Somebody is told when", "Priority", "Tells"), rows)


def target_of(slo: Body) -> str:
    """The target and its time frame: `99.9% over 30d`."""
    return ", ".join(f"{one['target']}% over {one['timeframe']}" for one in slo.get("thresholds") or ())


def _promise(body: Body) -> Iterator[str]:
    for threshold in body.get("thresholds") or ():
        yield f"- **Target** {threshold['target']}% over {threshold['timeframe']}"
        yield f"- **Error budget** {_budget(threshold)}"
        if threshold.get("warning") is not None:
            yield f"- **Warns** below {threshold['warning']}%"
    yield from _good(body)


def _budget(threshold: dict[str, Any]) -> str:
    """What the target leaves, as a share and as the time in which everything may fail."""
    left = (100 - threshold["target"]) / 100
    lost = Duration.parse(threshold["timeframe"]).seconds * left
    size = f"{lost / 3600:.1f} hours" if lost >= 2 * 3600 else f"{lost / 60:.1f} minutes"
    return f"{plain(round(left * 100, 3))}%, used up by {size} in which everything fails"


def _good(body: Body) -> Iterator[str]:
    """What counts as good among what, as queries."""
    match body:
        case {"query": {"numerator": good, "denominator": total}}:
            yield from (
                "- **Good** are the events that the first query counts, out of those that the second one counts",
                "",
            )
            yield from fence(f"{good}\n{total}")
        case {"sli_specification": {"time_slice": slices}}:
            every = Duration(float(slices["query_interval_seconds"]))
            limit = text(f"{slices['comparator']} {slices['threshold']}")
            yield from (f"- **Good** is each slice of {every} in which this is {limit}", "")
            yield from fence(_slices(slices["query"]))
        case {"monitor_ids": _}:
            yield "- **Good** is the time in which its monitors do not alert"


def _slices(query: dict[str, Any]) -> str:
    """The formulas of a time slice, and beneath them the queries that they name; a query alone when that is all."""
    queries = {each["name"]: each["query"] for each in query["queries"]}
    formulas = [each["formula"] for each in query["formulas"]]
    if formulas == list(queries):
        return "\n".join(queries.values())
    return "\n".join([*formulas, *(f"{name} = {asked}" for name, asked in queries.items())])


def _burning(monitor: Resource) -> list[str]:
    """A row about a monitor of an SLO; one that only counts beside it is known by its name."""
    query = str(monitor.body["query"])
    if burning := _BURN_RATE.search(query):
        long, short, factor = burning.groups()
        when = f"the budget burns {factor} times as fast as it lasts, over {long} and still over {short}"
    elif gone := _BUDGET.search(query):
        when = f"{gone[1]}% of the budget is gone"
    else:
        when = text(short_name(monitor))
    return [when, priority(monitor.body), handles(alerted(monitor.body))]
