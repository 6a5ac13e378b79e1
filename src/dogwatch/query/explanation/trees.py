"""Whole queries in words."""

from __future__ import annotations

from dogwatch.query.ask import metric_queries
from dogwatch.query.check_alert import CheckAlert
from dogwatch.query.composite import Composed, Composite, Conjunction, Disjunction, Inverted, MonitorId, Opaque
from dogwatch.query.event_alert import EventAlert
from dogwatch.query.formula_alert import FormulaAlert
from dogwatch.query.metric import Expression, Several
from dogwatch.query.monitor import Change, MetricAlert
from dogwatch.query.parser import MonitorQuery
from dogwatch.query.search import Search
from dogwatch.query.slo_alert import BurnRate, SloAlert
from dogwatch.query.step import Step, step_of

from .expressions import expression
from .searches import search
from .words import alerts, earlier, listed, per, window

_OVER = {
    "avg": "the average",
    "sum": "the sum",
    "min": "the lowest value",
    "max": "the highest value",
    "percentile": "the percentile",
    "last": "the last value",
}
_SOURCES = {
    "audits": "audit events",
    "ci-pipelines": "CI pipeline events",
    "ci-tests": "CI tests",
    "database-monitoring": "database samples",
    "network-path": "network paths",
    "network-performance": "network flows",
    "rum": "RUM events",
    "trace-analytics": "spans",
}
_MEASURED = {"avg": "the average", "max": "the highest", "median": "the median", "min": "the lowest", "sum": "the sum"}


def explain(tree: MonitorQuery | Expression | Several | Search) -> str:
    """What the query asks, in a sentence."""
    match tree:
        case MetricAlert():
            return _metric_alert(tree)
        case EventAlert():
            return _event_alert(tree)
        case FormulaAlert():
            changes = "".join(f", {_step(step)}" for step in tree.steps if step.name not in ("last", "current", "by"))
            measured = f"{expression(tree.formula)} {window(tree.window)}{changes}{per(tree.groups)}"
            return f"{measured}; {alerts(tree.comparator, tree.threshold)}"
        case CheckAlert():
            return _check_alert(tree)
        case SloAlert():
            return f"{_slo(tree)}; {alerts(tree.comparator, tree.threshold)}"
        case Composite(condition):
            return f"alerts when {_composed(condition)}"
        case Opaque():
            return "the query of a monitor that a synthetic test brings along, which says nothing"
        case Search():
            return f"everything{search(tree)}"
        case _:
            return expression(tree)


def _metric_alert(tree: MetricAlert) -> str:
    over, groups = tree.over, tree.groups
    # Keys that all its queries group by are said once, at the end.
    is_shared = all(tuple(map(str, query.group_by)) == groups for query in metric_queries(tree))
    aggregated = _OVER.get(over.aggregator, f"the {over.aggregator}")
    measured = f"{aggregated} {window(over.window)} of {expression(over.expression, with_groups=not is_shared)}"
    if isinstance(over, Change):
        percent = " in percent" if over.kind == "pct_change" else ""
        measured = f"the change{percent} since {earlier(over.shift)} of {measured}"
    return f"{measured}{per(groups) if is_shared else ''}; {alerts(tree.comparator, tree.threshold)}"


def _event_alert(tree: EventAlert) -> str:
    index = step_of(tree.steps, "index")
    where = "" if index is None or index.texts == ("*",) else f" in {listed(index.texts)}"
    found = f"{_SOURCES.get(tree.source, tree.source.replace('-', ' '))}{where}{search(tree.search)}"
    others = "".join(f", {_step(step)}" for step in tree.steps if step.name in ("new", "impact", "source", "over"))
    measured = f"{_rollup(step_of(tree.steps, 'rollup'))} {found}{others}"
    return f"{measured}, {window(tree.window)}{per(tree.groups)}; {alerts(tree.comparator, tree.threshold)}"


def _rollup(step: Step | None) -> str:
    method, *of = step.texts if step is not None else ("count",)
    if not of:
        return "the number of" if method == "count" else f"the {method} of"
    if method in ("cardinality", "count"):
        return f"the number of different {listed(of)} of"
    return f"{_MEASURED.get(method, f'the {method}')} of {listed(of)} of"


def _check_alert(tree: CheckAlert) -> str:
    of = f" of {', '.join(tree.tags)}" if tree.tags else ""
    exclude = step_of(tree.steps, "exclude")
    without = f" without {', '.join(exclude.texts)}" if exclude is not None else ""
    if step_of(tree.steps, "pct_by_status"):
        asked = f"the percentage of each status of the check {tree.check!r}{of}{without}"
    else:
        asked = f"the last {tree.last} statuses of the check {tree.check!r}{of}{without}"
    end = "its thresholds say how many alert" if tree.comparator is None else alerts(tree.comparator, tree.threshold)
    return f"{asked}{per(tree.groups)}; {end}"


def _slo(tree: SloAlert) -> str:
    measured = tree.measured
    budget = f"the error budget of the SLO {measured.slo} over {measured.over}"
    if isinstance(measured, BurnRate):
        windows = f"both over {measured.long_window} and over {measured.short_window}"
        return f"how many times too fast {budget} burns, {windows}"
    return f"how many percent are used up of {budget}"


def _composed(condition: Composed) -> str:
    match condition:
        case MonitorId(id):
            return f"{id} does"
        case Inverted(MonitorId(id)):
            return f"{id} does not"
        case Inverted(operand):
            return f"it is not that {_composed_within(operand)}"
        case Conjunction(operands):
            return " and ".join(map(_composed_within, operands))
        case Disjunction(operands):
            return " or ".join(map(_composed_within, operands))


def _composed_within(condition: Composed) -> str:
    said = _composed(condition)
    return f"({said})" if isinstance(condition, Conjunction | Disjunction) else said


def _step(step: Step) -> str:
    match step.name:
        case "new":
            return "new ones only"
        case "impact":
            return "by their impact"
        case "source":
            return f"from {listed(step.texts)}"
        case "over":
            return f"of {listed(step.texts)}"
        case "rollup":
            return f"rolled up by {listed(step.texts)}"
        case name:
            return f"as {name}{str(step).strip().removeprefix('.').removeprefix(name)}"
