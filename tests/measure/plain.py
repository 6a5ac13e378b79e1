"""A second opinion: metric queries evaluated point by point, from Datadog's pages and the decided rules alone.

Slow and without numpy, on purpose: it shares no code with what it is held against but the trees of the queries.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from dogwatch.query import (
    And,
    Arithmetic,
    Commas,
    Excluded,
    Function,
    In,
    MetricQuery,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Or,
    Tag,
    Text,
)

Bucket = float | None
# Per group its values, one per bucket.
Rows = dict[tuple[str, ...], list[Bucket]]


@dataclass
class Series:
    """One series: when it had which value."""

    metric: str
    tags: frozenset[str]
    kind: str
    interval: int
    points: list[tuple[int, float]]


@dataclass
class Table:
    """The result of an expression: groups by keys, whether what is missing counts as 0, groups seen not long ago."""

    keys: tuple[str, ...]
    rows: Rows
    zeros: bool = False
    seen: set[tuple[str, ...]] | None = None


@dataclass
class Context:
    """Where and how an expression is evaluated."""

    series: list[Series]
    begin: int
    end: int
    interval: int
    monitor: bool = False
    shift: int = 0
    aligned: bool = False
    zeroed: bool = False
    change: str | None = None
    fill: tuple[str, int] | None = None

    @property
    def earlier(self) -> int:
        """The seconds by which it looks back, in whole buckets."""
        return self.shift - self.shift % self.interval

    @property
    def first(self) -> int:
        return self.begin - self.begin % self.interval

    @property
    def count(self) -> int:
        return -(-(self.end - self.first) // self.interval)


def evaluate(tree: Node, context: Context) -> Table | float:
    match tree:
        case Number(value):
            return float(value)
        case MetricQuery():
            return query(tree, context)
        case Negative(operand):
            return each(evaluate(operand, context), lambda value: -value)
        case Arithmetic(op, left, right):
            if not isinstance(left, Number) and not isinstance(right, Number):
                context = replace(context, aligned=True)
            return join(op, evaluate(left, context), evaluate(right, context), context)
        case Function(name, arguments):
            return function(name, arguments[0], [plain(each) for each in arguments[1:]], context)
    raise TypeError(tree)


def plain(argument: object) -> float | str:
    match argument:
        case Number(value):
            return float(value)
        case Text(text):
            return text
        case Name(name):
            return name
    raise TypeError(argument)


def each(table: Table | float, change: Callable[[float], Bucket]) -> Table | float:
    if isinstance(table, float):
        found = change(table)
        return math.nan if found is None else found
    rows = {
        group: [None if value is None else change(value) for value in values] for group, values in table.rows.items()
    }
    return replace(table, rows=rows)


# Selecting


def matches(term: object, tags: frozenset[str]) -> bool:
    match term:
        case Commas(terms) | And(terms):
            return all(matches(each, tags) for each in terms)
        case Or(terms):
            return any(matches(each, tags) for each in terms)
        case Excluded(inner) | Not(inner):
            return not matches(inner, tags)
        case In(key, values, negated=no):
            return any(has(f"{key}:{value}", tags) for value in values) != no
        case Tag(key, value):
            return has(key if value is None else f"{key}:{value}", tags)
    raise TypeError(term)


def has(wanted: str, tags: frozenset[str]) -> bool:
    return any(fits(wanted, tag) for tag in tags)


def fits(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(fits(pattern[1:], text[at:]) for at in range(len(text) + 1))
    return bool(text) and text[0] == pattern[0] and fits(pattern[1:], text[1:])


def groups_of(keys: tuple[str, ...], tags: frozenset[str]) -> list[tuple[str, ...]]:
    groups: list[tuple[str, ...]] = [()]
    for key in keys:
        values = sorted(tag[len(key) + 1 :] for tag in tags if tag.startswith(f"{key}:")) or ["N/A"]
        groups = [(*group, value) for group in groups for value in values]
    return groups


# One metric query


def query(tree: MetricQuery, context: Context) -> Table:
    modifiers = {modifier.name: modifier.arguments for modifier in tree.modifiers}
    method = next((word for word in modifiers.get("rollup", ()) if isinstance(word, str)), None)
    fill = context.fill
    if "fill" in modifiers and fill is None:
        words = [word for word in modifiers["fill"] if isinstance(word, str)]
        limits = [int(number) for number in modifiers["fill"] if isinstance(number, int | float)]
        fill = (words or ["linear"])[0], (limits or [300])[0]
    keys = tuple(str(key) for key in tree.group_by)
    chosen = [each for each in context.series if each.metric == tree.metric and matches(tree.scope, each.tags)]
    if context.monitor:
        chosen = [each for each in chosen if any("N/A" not in group for group in groups_of(keys, each.tags))]
    counts = "as_count" in modifiers or "as_rate" in modifiers
    kind = chosen[0].kind if chosen else None
    if any(each.metric == tree.metric for each in context.series):
        kind = next(each.kind for each in context.series if each.metric == tree.metric)
    zeros = counts and kind != "gauge"
    if kind == "distribution":
        table = distribution(tree, chosen, keys, modifiers, context)
        if context.change:
            table.rows = {group: changed(values, context) for group, values in table.rows.items()}
        if fill:
            table.rows = {group: fill_gaps(values, context, *fill) for group, values in table.rows.items()}
        return replace(table, zeros=zeros)
    is_count = counts and kind in ("count", "rate")
    weighted = "weighted" in modifiers and kind == "gauge" and tree.aggregator == "sum"
    if weighted:
        method = "sum"
    method = method or ("sum" if is_count else "avg")

    def value_at(series: Series, bucket: int) -> Bucket:
        """The value of a series in the bucket of that number; those before and after the window have numbers too."""
        start = context.first + bucket * context.interval
        low, high = start, start + context.interval
        if 0 <= bucket < context.count:
            low, high = max(low, context.begin), min(high, context.end)
        values = [value for time, value in series.points if low <= time + context.earlier < high]
        if not values:
            return None
        found = {
            "avg": lambda: sum(values) / len(values),
            "sum": lambda: sum(values),
            "min": lambda: min(values),
            "max": lambda: max(values),
            "count": lambda: float(len(values)),
        }[method]()
        if weighted:
            return found * series.interval / context.interval
        if is_count and method != "count":
            if series.kind == "rate" and (method == "sum" or "as_count" in modifiers):
                found *= series.interval
            if "as_rate" in modifiers and (series.kind == "count" or method == "sum"):
                found /= context.interval
        return found

    values = [[value_at(series, bucket) for bucket in range(context.count)] for series in chosen]
    if context.change:
        values = [changed(row, context) for row in values]
    mode = fill or (None if is_count or weighted else ("linear", 300))
    # A series is as many sources as it has groups only where its tag has several values, which these tests avoid.
    sources = sum(any(value is not None for value in row) for row in values)
    if mode and mode[0] != "null" and (context.aligned or fill or sources > 1):
        reach = 0 if context.change else mode[1] // context.interval
        for at, series in enumerate(chosen):
            before = [value_at(series, bucket) for bucket in range(-reach, 0)]
            after = (
                []
                if context.monitor
                else [value_at(series, bucket) for bucket in range(context.count, context.count + reach)]
            )
            longer = fill_gaps([*before, *values[at], *after], context, *mode, goes_on=context.zeroed)
            values[at] = longer[reach : reach + context.count]
    rows: dict[tuple[str, ...], list[list[Bucket]]] = {}
    seen = set()
    for series, row in zip(chosen, values, strict=True):
        for group in groups_of(keys, series.tags):
            rows.setdefault(group, []).append(row)
            if any(time + context.earlier >= context.begin - 86400 for time, _ in series.points):
                seen.add(group)
    space = tree.aggregator or "avg"
    return Table(
        keys,
        {
            group: [over_space(space, column) for column in zip(*several, strict=True)]
            for group, several in rows.items()
        },
        zeros,
        seen if context.zeroed else None,
    )


def over_space(space: str, column: tuple[Bucket, ...]) -> Bucket:
    values = [value for value in column if value is not None]
    if not values:
        return None
    return {
        "avg": lambda: sum(values) / len(values),
        "sum": lambda: sum(values),
        "min": lambda: min(values),
        "max": lambda: max(values),
        "count": lambda: float(len(values)),
    }[space]()


def distribution(
    tree: MetricQuery, chosen: list[Series], keys: tuple[str, ...], modifiers: object, context: Context
) -> Table:
    """All values of a group and a bucket together, sorted: no sketch."""
    space = tree.aggregator or "avg"
    rows: Rows = {}
    members: dict[tuple[str, ...], list[Series]] = {}
    for series in chosen:
        for group in groups_of(keys, series.tags):
            members.setdefault(group, []).append(series)
    for group, several in members.items():
        row: list[Bucket] = []
        for bucket in range(context.count):
            low = max(context.begin, context.first + bucket * context.interval)
            high = min(context.end, context.first + (bucket + 1) * context.interval)
            values = sorted(
                value for series in several for time, value in series.points if low <= time + context.earlier < high
            )
            row.append(of_values(space, values))
        if "as_rate" in modifiers and space in ("sum", "count"):  # type: ignore[operator]
            row = [None if value is None else value / context.interval for value in row]
        rows[group] = row
    seen = {
        group
        for group, several in members.items()
        if any(time + context.earlier >= context.begin - 86400 for series in several for time, _ in series.points)
    }
    return Table(keys, rows, seen=seen if context.zeroed else None)


def of_values(space: str, values: list[float]) -> Bucket:
    if not values:
        return None
    if space.startswith("p"):
        return values[math.floor(float(space[1:]) / 100 * (len(values) - 1) + 1e-9)]
    if space == "stddev":
        return statistics.pstdev(values)
    return {
        "avg": lambda: sum(values) / len(values),
        "sum": lambda: sum(values),
        "min": lambda: values[0],
        "max": lambda: values[-1],
        "count": lambda: float(len(values)),
    }[space]()


def fill_gaps(values: list[Bucket], context: Context, mode: str, limit: int, *, goes_on: bool = False) -> list[Bucket]:
    if mode == "null":
        return values
    found = list(values)
    for at, value in enumerate(values):
        if value is not None:
            continue
        before = next((place for place in range(at - 1, -1, -1) if values[place] is not None), None)
        if before is None or (at - before) * context.interval > limit:
            continue
        last = values[before]
        assert last is not None
        after = next((place for place in range(at + 1, len(values)) if values[place] is not None), None)
        if mode == "zero":
            found[at] = 0.0
        elif mode == "last":
            found[at] = last
        elif after is None:
            found[at] = last if goes_on else None
        elif (after - before) * context.interval <= limit:
            following = values[after]
            assert following is not None
            found[at] = last + (following - last) * (at - before) / (after - before)
    return found


def changed(values: list[Bucket], context: Context) -> list[Bucket]:
    found: list[Bucket] = []
    before: tuple[int, float] | None = None
    for at, value in enumerate(values):
        if value is None or before is None:
            found.append(None)
        else:
            difference, seconds = value - before[1], (at - before[0]) * context.interval
            found.append(
                {
                    "diff": difference,
                    "monotonic_diff": max(difference, 0.0),
                    "derivative": difference / seconds,
                    "per_second": difference / seconds,
                    "per_minute": difference / seconds * 60,
                    "per_hour": difference / seconds * 3600,
                }[context.change or "diff"]
            )
        if value is not None:
            before = at, value
    return found


# Arithmetic


def join(op: str, left: Table | float, right: Table | float, context: Context) -> Table | float:
    if isinstance(left, float) and isinstance(right, float):
        found = calculate(op, left, right)
        return math.nan if found is None else found
    if isinstance(left, float):
        return each(right, lambda value: calculate(op, left, value))
    if isinstance(right, float):
        return each(left, lambda value: calculate(op, value, right))
    keys = left.keys if len(left.keys) >= len(right.keys) else right.keys
    if set(left.keys) == set(right.keys):
        groups = set(left.rows) | {rearranged(group, right.keys, left.keys) for group in right.rows}
    else:
        groups = set(left.rows if len(left.keys) > len(right.keys) else right.rows)
    rows: Rows = {}
    seen: set[tuple[str, ...]] = set()
    for group in groups:
        own, other = rearranged(group, keys, left.keys), rearranged(group, keys, right.keys)
        a = left.rows.get(own, [None] * context.count)
        b = right.rows.get(other, [None] * context.count)
        row: list[Bucket] = []
        for x, y in zip(a, b, strict=True):
            x_, y_ = x, y
            if x is None and y is not None and left.zeros:
                x_ = 0.0
            if y is None and x is not None and right.zeros:
                y_ = 0.0
            row.append(None if x_ is None or y_ is None else calculate(op, x_, y_))
        rows[group] = row
        if own in (left.seen or ()) or other in (right.seen or ()):
            seen.add(group)
    has_seen = left.seen is not None and right.seen is not None
    return Table(keys, rows, left.zeros and right.zeros, seen if has_seen else None)


def rearranged(group: tuple[str, ...], keys: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(group[keys.index(key)] for key in wanted)


def calculate(op: str, x: float, y: float) -> Bucket:
    if op == "/":
        return x / y if y else None
    return {"+": x + y, "-": x - y, "*": x * y}[op]


# Functions

SHIFTS = {"hour_before": 3600, "day_before": 86400, "week_before": 604800, "month_before": 28 * 86400}
# Of those over what was calculated, the ones that are applied to what a whole window came to.
TIMELESS = ("abs", "clamp_min", "clamp_max", "cutoff_min", "cutoff_max", "is_greater", "is_less", "is_between")
CHANGES = ("diff", "monotonic_diff", "derivative", "per_second", "per_minute", "per_hour")


def function(name: str, inner: Node, arguments: list[float | str], context: Context) -> Table | float:
    if name in SHIFTS or name == "timeshift":
        shift = SHIFTS.get(name) or -int(arguments[0])
        return evaluate(inner, replace(context, shift=context.shift + shift))
    if isinstance(inner, MetricQuery) and name in CHANGES:
        return evaluate(inner, replace(context, change=name))
    if isinstance(inner, MetricQuery) and name == "fill":
        limit = int(arguments[1]) if len(arguments) > 1 else 300
        return evaluate(inner, replace(context, fill=(str(arguments[0]), limit)))
    if name == "default_zero":
        context = replace(context, aligned=True, zeroed=True)
    table = evaluate(inner, replace(context, change=None, fill=None))
    if isinstance(table, float):
        table = Table((), {(): [table] * context.count})
    return apply(name, table, arguments, context)


def apply(name: str, table: Table, arguments: list[float | str], context: Context) -> Table:
    numbers = [value for value in arguments if isinstance(value, float)]
    pointwise: dict[str, Callable[[float], Bucket]] = {
        "abs": abs,
        "log2": lambda value: math.log2(value) if value > 0 else None,
        "log10": lambda value: math.log10(value) if value > 0 else None,
        "clamp_min": lambda value: max(value, numbers[0]),
        "clamp_max": lambda value: min(value, numbers[0]),
        "cutoff_min": lambda value: None if value < numbers[0] else value,
        "cutoff_max": lambda value: None if value > numbers[0] else value,
        "is_greater": lambda value: float(value > numbers[0]),
        "is_less": lambda value: float(value < numbers[0]),
        "is_between": lambda value: float(numbers[0] < value < numbers[1]),
        "throughput": lambda value: value / context.interval,
    }
    if name in pointwise:
        found = each(table, pointwise[name])
        assert isinstance(found, Table)
        return found
    columns = list(zip(*table.rows.values(), strict=True))
    if name == "default_zero":
        if not table.rows and not table.keys:
            return Table((), {(): [0.0] * context.count}, zeros=True)
        rows = {
            group: [0.0 if value is None and (table.seen is None or group in table.seen) else value for value in values]
            for group, values in table.rows.items()
        }
        return replace(table, rows=rows, zeros=True)
    if name in ("count_nonzero", "count_not_null", "count_nonzero_finite"):
        counts = [
            float(sum(v is not None and (v != 0 or name == "count_not_null") for v in column)) for column in columns
        ]
        return Table((), {(): counts} if table.rows else {})
    if name == "exclude_null":
        return replace(table, rows={group: row for group, row in table.rows.items() if "N/A" not in group})
    if name == "dt":
        times = [at for at, column in enumerate(columns) if any(value is not None for value in column)]
        gaps: list[Bucket] = [None] * context.count
        for before, at in pairwise(times):
            gaps[at] = float((at - before) * context.interval)
        return Table((), {(): gaps} if table.rows else {})
    if name == "top":
        return top(table, int(numbers[0]), str(arguments[1]), str(arguments[2]), context)
    return replace(table, rows={group: over_time(name, row, arguments, context) for group, row in table.rows.items()})


def over_time(name: str, row: list[Bucket], arguments: list[float | str], context: Context) -> list[Bucket]:
    values = [(at, value) for at, value in enumerate(row) if value is not None]
    found: list[Bucket] = [None] * len(row)
    family, _, span = name.partition("_")
    if name in CHANGES:
        return changed(row, replace(context, change=name))
    if name == "fill":
        return fill_gaps(row, context, str(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 300)
    if name == "trend_line":
        if len(values) > 1:
            line = statistics.linear_regression([at for at, _ in values], [value for _, value in values])
            return [line.intercept + line.slope * at for at in range(len(row))]
        return found
    if name == "moving_rollup":
        width = max(1, int(arguments[0]) // context.interval)
        for at in range(len(row)):
            near = [value for value in row[max(0, at - width + 1) : at + 1] if value is not None]
            if near:
                found[at] = {
                    "avg": statistics.fmean,
                    "sum": sum,
                    "min": min,
                    "max": max,
                    "median": statistics.median,
                    "count": lambda some: float(len(some)),
                }[str(arguments[1])](near)
        return found
    total, smooth = 0.0, 0.0
    for place, (at, value) in enumerate(values):
        recent = [each for _, each in values[: place + 1]]
        match name, family:
            case "cumsum", _:
                total += value
                found[at] = total
            case "integral", _:
                total += value * (at - values[place - 1][0]) * context.interval if place else 0.0
                found[at] = total
            case _, "ewma":
                share = 2 / (int(span) + 1)
                smooth = value if not place else share * value + (1 - share) * smooth
                found[at] = smooth
            case _, "median":
                found[at] = statistics.median(recent[-int(span) :])
            case _, "rollingavg":
                found[at] = statistics.fmean(recent[-int(span) :])
            case _:
                raise ValueError(name)
    return found


def top(table: Table, count: int, by: str, direction: str, context: Context) -> Table:
    def rank(item: tuple[tuple[str, ...], list[Bucket]]) -> float:
        found = reduce([value for value in item[1] if value is not None], by, context.interval)
        assert found is not None
        return found if direction == "asc" else -found

    items = [item for item in sorted(table.rows.items()) if any(value is not None for value in item[1])]
    return replace(table, rows=dict(sorted(items, key=rank)[:count]))


# One value of a window


def reduce(values: list[float], by: str, interval: int) -> Bucket:
    if not values:
        return None
    return {
        "avg": lambda: statistics.fmean(values),
        "mean": lambda: statistics.fmean(values),
        "sum": lambda: sum(values),
        "min": lambda: min(values),
        "max": lambda: max(values),
        "last": lambda: values[-1],
        "area": lambda: sum(values) * interval,
        "l2norm": lambda: math.sqrt(sum(value * value for value in values)),
    }[by]()


def reduced(tree: Node, by: str, context: Context) -> Table | float:
    """What a monitor compares: counts are summed before they are calculated with."""
    if counts(tree):
        return reduced_first(tree, by, context)
    return flat(evaluate(tree, context), by, context)


def reduced_first(tree: Node, by: str, context: Context) -> Table | float:
    if isinstance(tree, Arithmetic):
        if not isinstance(tree.left, Number) and not isinstance(tree.right, Number):
            context = replace(context, aligned=True)
        left, right = reduced_first(tree.left, by, context), reduced_first(tree.right, by, context)
        return join(tree.op, left, right, replace(context, begin=0, end=1, interval=1))
    if isinstance(tree, Number):
        return float(tree.value)
    if isinstance(tree, Negative):
        return each(reduced_first(tree.operand, by, context), lambda value: -value)
    if isinstance(tree, Function) and tree.name in TIMELESS and isinstance(tree.arguments[0], Arithmetic):
        table = reduced_first(tree.arguments[0], by, context)
        assert isinstance(table, Table)
        return apply(tree.name, table, [plain(each) for each in tree.arguments[1:]], context)
    return flat(evaluate(tree, context), by, context)


def flat(table: Table | float, by: str, context: Context) -> Table | float:
    if isinstance(table, float):
        return table
    rows: Rows = {
        group: [reduce([value for value in row if value is not None], by, context.interval)]
        for group, row in table.rows.items()
    }
    return replace(table, rows=rows)


def counts(tree: Node) -> bool:
    """Whether an expression calculates and counts."""
    nodes = list(walk(tree))
    return any(isinstance(node, Arithmetic) for node in nodes) and any(
        modifier.name == "as_count" for node in nodes if isinstance(node, MetricQuery) for modifier in node.modifiers
    )


def walk(tree: Node) -> list[Node]:
    match tree:
        case Arithmetic(_, left, right):
            return [tree, *walk(left), *walk(right)]
        case Negative(inner):
            return [tree, *walk(inner)]
        case Function(_, arguments):
            return [tree, *walk(arguments[0])]
    return [tree]
