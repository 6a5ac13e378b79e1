"""A case as `dogwatch.measure` answers it, and where that and another answer differ."""

from __future__ import annotations

import math
from typing import NamedTuple

from dogwatch.measure import Plan, Store
from dogwatch.query import Expression, Several, parse_formula, parse_metric

from .cases import Case
from .datadog import Answer


class Compared(NamedTuple):
    """How two answers read in a table: how many values they have, or the first place where they differ."""

    ours: str
    theirs: str
    is_same: bool


def evaluated(store: Store, case: Case, prefix: str, begin: int) -> Answer:
    """What `dogwatch.measure` answers. Raises NotEvaluated."""
    query = parse_metric(case.named(prefix))
    assert not isinstance(query, Several)
    first, end = begin + case.begin, begin + case.end
    return _scalar(store, case, query, first, end) if case.aggregator else _series(store, query, first, end)


def _series(store: Store, query: Expression, begin: int, end: int) -> Answer:
    found = Plan(store, query).series(begin, end)
    times = found.times.tolist()
    return {
        _tags(found.keys, group): {
            at: value for at, value in zip(times, values.tolist(), strict=True) if not math.isnan(value) and at >= begin
        }
        for group, values in zip(found.groups, found.values, strict=True)
    }


def _scalar(store: Store, case: Case, query: Expression, begin: int, end: int) -> Answer:
    found = Plan(store, parse_formula(case.formula), {"q": query}).scalar(begin, end, case.aggregator or "avg")
    return {
        _tags(found.keys, group): {0: value}
        for group, value in zip(found.groups, found.values.tolist(), strict=True)
        if not math.isnan(value)
    }


def _tags(keys: tuple[str, ...], group: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(f"{key}:{value}" for key, value in zip(keys, group, strict=True)))


def compared(ours: Answer, theirs: Answer, tolerance: float, begin: int) -> Compared:
    """`begin` is the second from which places are told."""
    for group in sorted(ours.keys() | theirs.keys()):
        if group not in ours or group not in theirs:
            return Compared(_has(group, ours), _has(group, theirs), is_same=False)
        for at in sorted(ours[group].keys() | theirs[group].keys()):
            mine, other = ours[group].get(at), theirs[group].get(at)
            if mine is None or other is None or not math.isclose(mine, other, rel_tol=tolerance, abs_tol=1e-9):
                place = f"{','.join(group) or '*'} {at - begin if at else 0:+d} s"
                return Compared(f"{place}: {_number(mine)}", f"{place}: {_number(other)}", is_same=False)
    return Compared(_size(ours), _size(theirs), is_same=True)


def _has(group: tuple[str, ...], answer: Answer) -> str:
    return f"{'has' if group in answer else 'lacks'} the group {','.join(group) or '*'}"


def _number(value: float | None) -> str:
    return "null" if value is None else f"{value:.6g}"


def _size(answer: Answer) -> str:
    return f"{sum(map(len, answer.values()))} values, {len(answer)} groups"
