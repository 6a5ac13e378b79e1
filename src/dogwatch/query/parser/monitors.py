"""Queries of monitors, by the type of the monitor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from dogwatch.errors import QuerySyntaxError
from dogwatch.query import monitor_types
from dogwatch.query.check_alert import CheckAlert
from dogwatch.query.composite import Composite, Opaque
from dogwatch.query.event_alert import EventAlert
from dogwatch.query.formula_alert import FormulaAlert
from dogwatch.query.metric import Expression
from dogwatch.query.monitor import Change, MetricAlert, Over
from dogwatch.query.node import Node, set_read
from dogwatch.query.slo_alert import SloAlert

from .comparisons import OPERATOR_OR_COMPARISON, STEP_OR_COMPARISON, read_comparison
from .composites import read_composite
from .expressions import Expressions
from .reader import Reader
from .searches import read_search
from .slo_alerts import read_slo_alert
from .steps import Takes, read_steps, read_text
from .values import raw_place
from .windows import read_head

N = TypeVar("N", bound=Node)

MonitorQuery: TypeAlias = MetricAlert | EventAlert | FormulaAlert | CheckAlert | SloAlert | Composite | Opaque

_SOURCE = re.compile(r"\s*+([A-Za-z][\w-]*+)\s*+\(", re.ASCII)
_WORD = re.compile(r"\s*+([A-Za-z][\w-]*+)", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_FORMULA = re.compile(r"\s*+formula\s*+\(", re.ASCII)

_MANY = 10**6
_ROLLUP = Takes(1, _MANY, str, '.rollup("count")')
_BY = Takes(1, _MANY, str, '.by("host")')
_LAST = Takes(1, 1, str, '.last("5m")')
_EVENT_STEPS: Mapping[str, Takes] = {
    "index": Takes(1, _MANY, str, '.index("main")'),
    "source": Takes(1, _MANY, str, '.source("browser")'),
    "over": Takes(1, _MANY, str, '.over("env:prod")'),
    "new": Takes(0, 0, None, ".new()"),
    "impact": Takes(0, 0, None, ".impact()"),
    "rollup": _ROLLUP,
    "by": _BY,
    "last": _LAST,
}
_FORMULA_STEPS: Mapping[str, Takes] = {
    "rollup": _ROLLUP,
    "by": _BY,
    "last": _LAST,
    "current": Takes(1, 1, str, '.current("1mo")'),
    "change": Takes(0, _MANY, None, ".change(…)"),
    "anomaly": Takes(0, _MANY, None, '.anomaly(direction="above", threshold=10)'),
    "forecast": Takes(0, _MANY, None, ".forecast(…)"),
}
_CHECK_STEPS: Mapping[str, Takes] = {
    "over": Takes(1, _MANY, str, '.over("*")'),
    "exclude": Takes(1, _MANY, str, '.exclude("env:dev")'),
    "by": _BY,
    "last": Takes(1, 1, int, ".last(3)"),
    "count_by_status": Takes(0, 0, None, ".count_by_status()"),
    "pct_by_status": Takes(0, 0, None, ".pct_by_status()"),
}


def read_monitor(reader: Reader, type: str) -> MonitorQuery:
    """The query that is all of the text, of a monitor of the type."""
    if type == monitor_types.SYNTHETICS:
        return Opaque(reader.text)
    if type == monitor_types.CHECK:
        return _check(reader)
    if type == monitor_types.COMPOSITE:
        return read_composite(reader)
    if type == monitor_types.SLO:
        return read_slo_alert(reader)
    if type not in monitor_types.TYPES:
        otherwise = f"write one of {', '.join(monitor_types.TYPES)}"
        reader.unknown("type of a monitor", type, monitor_types.TYPES, 0, otherwise)
    if reader.take(_FORMULA):
        return _formula(reader)
    if type in monitor_types.METRIC:
        return _metric(reader)
    return _events(reader, type)


def _metric(reader: Reader) -> MetricAlert:
    reader.skip_space()
    start = reader.at
    head = read_head(reader)
    expression = Expressions(reader, in_formula=False).read()
    over: Over | Change
    if head.shift is None:
        over = Over(head.aggregator, head.window, expression)
    else:
        over = Change(head.change, head.aggregator, head.window, head.shift, expression)  # type: ignore[arg-type]
    set_read(over, (reader.text, start, reader.at))
    return MetricAlert(over, *read_comparison(reader, OPERATOR_OR_COMPARISON))


def _events(reader: Reader, type: str) -> EventAlert:
    sources = monitor_types.EVENTS.get(type, ())
    found = _SOURCE.match(reader.text, reader.at) or _WORD.match(reader.text, reader.at)
    if found is not None and found[1] not in sources:
        known = (*sources, "formula")
        otherwise = f"write {' or '.join(f'{source}(…)' for source in known)}"
        reader.unknown(f"source of {_article(type)}", found[1], known, found.start(1), otherwise)
    if reader.take(_SOURCE) is None or found is None:
        reader.take(_WORD)
        reader.expected(" or ".join(f'{source}("…")' for source in (*sources, "formula")))
    search = _inner(reader, read_search, "a search in quotes")
    steps = read_steps(reader, _EVENT_STEPS, ("rollup", "last"))
    return EventAlert(found[1], search, steps, *read_comparison(reader, STEP_OR_COMPARISON))


def _formula(reader: Reader) -> FormulaAlert:
    formula = _inner(reader, _expression, "a formula in quotes")
    steps = read_steps(reader, _FORMULA_STEPS, ("last|current",))
    return FormulaAlert(formula, steps, *read_comparison(reader, STEP_OR_COMPARISON))


def _check(reader: Reader) -> CheckAlert:
    check = read_text(reader)
    if check is None:
        reader.expected("the name of a check in quotes")
    steps = read_steps(reader, _CHECK_STEPS, ("over", "last", "count_by_status|pct_by_status"))
    reader.skip_space()
    if reader.at == len(reader.text):
        return CheckAlert(check[0], steps)
    return CheckAlert(check[0], steps, *read_comparison(reader, STEP_OR_COMPARISON))


def _expression(reader: Reader) -> Expression:
    expression = Expressions(reader, in_formula=True).read()
    reader.end("an operator or the end of the formula")
    return expression


def _inner(reader: Reader, read: Callable[[Reader], N], expected: str) -> N:
    """What the text in quotes that stands here is, up to the parenthesis behind it. A mistake in it is shown in the
    whole query.
    """
    found = read_text(reader)
    if found is None:
        reader.expected(expected)
    text, start = found
    inner = Reader(text)
    try:
        tree = read(inner)
    except QuerySyntaxError as error:
        reader.fail(error.seen, error.remedy, raw_place(reader.text, start, error.at))
    inner.whole(tree)
    if reader.take(_CLOSE) is None:
        reader.expected("')'")
    return tree


def _article(type: str) -> str:
    return f"{'an' if type[0] in 'aeiou' else 'a'} {type}"
