"""Metric queries, arithmetic and functions in words."""

from __future__ import annotations

import re

from dogwatch.query.metric import (
    Argument,
    Arithmetic,
    Expression,
    Function,
    Keyword,
    MetricQuery,
    Modifier,
    Name,
    Negative,
    Number,
    Several,
    Text,
)
from dogwatch.query.number import plain

from .scopes import scope
from .words import per

_AGGREGATED = {
    None: "the average of",
    "avg": "the average of",
    "sum": "the sum of",
    "min": "the lowest of",
    "max": "the highest of",
    "count": "the number of values of",
    "stddev": "the standard deviation of",
    "histogram": "the values of",
}
_PERCENTILE = re.compile(r"p(\d+(?:\.\d+)?)")
_COMPARED = re.compile(r"count\(v: v(.*)\)")
_ROLLED_UP = {
    "avg": "averaged",
    "sum": "summed up",
    "min": "at its lowest",
    "max": "at its highest",
    "count": "counted",
}
_FILLED = {"linear": "a line between neighbours", "last": "the last value", "zero": "zero", "null": "nothing"}
_OPERATORS = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}
# Of one argument, in front of it.
_FUNCTIONS = {
    "abs": "the absolute value of",
    "autosmooth": "smoothed,",
    "count_nonzero": "how many groups are not zero of",
    "count_not_null": "how many groups have a value of",
    "cumsum": "the cumulative sum of",
    "day_before": "a day earlier,",
    "default_zero": "zero where there is no value, else",
    "derivative": "the derivative of",
    "diff": "the difference to the point before of",
    "dt": "the seconds between the points of",
    "exclude_null": "without groups that lack a tag,",
    "hour_before": "an hour earlier,",
    "integral": "the integral of",
    "log10": "the decimal logarithm of",
    "log2": "the binary logarithm of",
    "monotonic_diff": "the increase from the point before of",
    "month_before": "four weeks earlier,",
    "per_hour": "the change per hour of",
    "per_minute": "the change per minute of",
    "per_second": "the change per second of",
    "robust_trend": "the robust trend of",
    "trend_line": "the trend of",
    "week_before": "a week earlier,",
}
_FUNCTIONS_WITH_ARGUMENTS = {
    "anomalies": "how much is unlike its past of",
    "forecast": "the forecast of",
    "outliers": "which groups are unlike the others of",
    "clamp_min": "raised to at least {0},",
    "clamp_max": "cut down to at most {0},",
    "cutoff_min": "without what is below {0},",
    "cutoff_max": "without what is above {0},",
}


def expression(of: Expression | Several, *, with_groups: bool = True) -> str:
    """The expression in words; without groups when they are said elsewhere."""

    def said(part: Argument) -> str:
        match part:
            case MetricQuery():
                return _query(part, with_groups=with_groups)
            case Number(value):
                return plain(value)
            case Name(name):
                return name
            case Negative(operand):
                return f"minus {bracketed(operand)}"
            case Arithmetic(operator, left, right):
                return f"{bracketed(left)} {_OPERATORS[operator]} {bracketed(right)}"
            case Function():
                return _function(part, said(part.arguments[0]))
            case Text(text):
                return repr(text)
            case Keyword():
                return str(part)

    def bracketed(operand: Argument) -> str:
        return said(operand) if isinstance(operand, Number | Name) else f"({said(operand)})"

    if isinstance(of, Several):
        return "; ".join(map(said, of.expressions))
    return said(of)


def _query(query: MetricQuery, *, with_groups: bool) -> str:
    groups = per(map(str, query.group_by)) if with_groups else ""
    modifiers = "".join(f", {_modifier(modifier)}" for modifier in query.modifiers)
    return f"{_aggregated(query.aggregator)} {query.metric}{scope(query.scope)}{groups}{modifiers}"


def _aggregated(aggregator: str | None) -> str:
    if percentile := _PERCENTILE.fullmatch(aggregator or ""):
        return f"the {_ordinal(percentile[1])} percentile of"
    if compared := _COMPARED.fullmatch(aggregator or ""):
        return f"the number of values {compared[1]} of"
    return _AGGREGATED.get(aggregator, f"the {aggregator} of")


def _ordinal(number: str) -> str:
    if number[-2:] in ("11", "12", "13"):
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _modifier(modifier: Modifier) -> str:
    arguments = modifier.arguments
    numbers = [plain(each) for each in arguments if isinstance(each, int | float)]
    words = [
        each.text if isinstance(each, Text) else str(each) for each in arguments if not isinstance(each, int | float)
    ]
    match modifier.name:
        case "as_count":
            return "as counts"
        case "as_rate":
            return "per second"
        case "rollup":
            how = _ROLLED_UP.get(words[0], f"rolled up by {words[0]}") if words else "rolled up"
            return f"{how} every {numbers[0]} seconds" if numbers else f"{how} in each point"
        case "fill":
            gaps = f"gaps filled with {_FILLED.get(words[0], words[0])}" if words else "gaps filled"
            return f"{gaps} for {numbers[0]} seconds at most" if numbers else gaps
        case name:
            return name


def _function(function: Function, first: str) -> str:
    others = [str(argument) for argument in function.arguments[1:]]
    modifiers = "".join(f", {_modifier(modifier)}" for modifier in function.modifiers)
    if function.name in _FUNCTIONS and not others:
        return f"{_FUNCTIONS[function.name]} {first}{modifiers}"
    template = _FUNCTIONS_WITH_ARGUMENTS.get(function.name)
    if template and others and "{0}" in template:
        return f"{template.format(others[0])} {first}{modifiers}"
    given = f" ({', '.join(others)})" if others else ""
    return f"{template or f'{function.name} of'} {first}{given}{modifiers}"
