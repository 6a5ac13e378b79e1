"""Values by group and time, and the arithmetic that joins two of them."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from .refusal import refused
from .tier import Floats, Ints, Mask

Group: TypeAlias = tuple[str, ...]
Operand: TypeAlias = "Frame | float"
Operator: TypeAlias = Literal["+", "-", "*", "/"]

_UFUNCS: dict[Operator, np.ufunc] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


class Frame(NamedTuple):
    """[group, time] and the groups, each with a value per key; NaN is null.

    `zeros` says that what is missing counts as 0 in arithmetic, `known` [group, time or 1] whether a group reported not
    long ago, where somebody asks.
    """

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    values: Floats
    zeros: bool = False
    known: Mask | None = None

    def picked(self, places: Ints) -> Frame:
        """The groups at these places, in that order."""
        known = None if self.known is None else self.known[places]
        groups = tuple([self.groups[place] for place in places])
        return self._replace(groups=groups, values=self.values[places], known=known)


def calculated(op: Operator, left: Operand, right: Operand) -> Operand:
    """The two joined by equal groups, and point by point; null where one of them is, and where 0 divides."""
    if isinstance(left, float):
        if isinstance(right, float):
            return float(_calculated(op, np.array([left]), np.array([right]))[0])
        return right._replace(values=_calculated(op, np.array(left), right.values))
    if isinstance(right, float):
        return left._replace(values=_calculated(op, left.values, np.array(right)))
    keys, groups, from_left, from_right = _joined(left, right)
    a, b = _taken(left, from_left), _taken(right, from_right)
    if left.zeros or right.zeros:
        no_a, no_b = np.isnan(a), np.isnan(b)
        a = _aligned(a, no_a, no_b) if left.zeros else a
        b = _aligned(b, no_b, no_a) if right.zeros else b
    known = _known(left, from_left, right, from_right)
    return Frame(keys, groups, _calculated(op, a, b), left.zeros and right.zeros, known)


def negative(operand: Operand) -> Operand:
    """The same with its sign turned."""
    return -operand if isinstance(operand, float) else operand._replace(values=-operand.values)


def _calculated(op: Operator, left: Floats, right: Floats) -> Floats:
    # Whoever evaluates keeps numpy quiet: to do so here would take longer than the calculation.
    found: Floats = _UFUNCS[op](left, right)
    found[~np.isfinite(found)] = np.nan
    return found


def _aligned(values: Floats, nulls: Mask, others: Mask) -> Floats:
    return np.where(nulls & ~others, 0.0, values)


def _taken(frame: Frame, places: Ints | None) -> Floats:
    """The values of the groups at these places, NaN for -1."""
    if places is None:
        return frame.values
    if not len(frame.groups):
        return np.full((len(places), frame.values.shape[1]), np.nan)
    values = frame.values[places]
    values[places < 0] = np.nan
    return values


def _known(left: Frame, from_left: Ints | None, right: Frame, from_right: Ints | None) -> Mask | None:
    parts = []
    for frame, places in ((left, from_left), (right, from_right)):
        if frame.known is None:
            return None
        if places is None:
            parts.append(frame.known)
        elif not len(frame.groups):
            parts.append(np.zeros((len(places), 1), dtype=bool))
        else:
            parts.append(frame.known[places] & (places >= 0)[:, None])
    known: Mask = parts[0] | parts[1]
    return known


def _joined(left: Frame, right: Frame) -> tuple[tuple[str, ...], tuple[Group, ...], Ints | None, Ints | None]:
    """The keys and groups of the result, and per group its place in both, -1 for none; None for all as they are.

    Equal keys join on equal values; otherwise the side with fewer keys goes to all groups that have its values.
    """
    if left.keys == right.keys and left.groups == right.groups:
        return left.keys, left.groups, None, None
    if set(left.keys) == set(right.keys):
        order = [right.keys.index(key) for key in left.keys]
        others = [tuple([group[place] for place in order]) for group in right.groups]
        groups = tuple(dict.fromkeys((*left.groups, *others)))
        return left.keys, groups, _places(groups, left.groups), _places(groups, others)
    if set(left.keys) > set(right.keys):
        return left.keys, left.groups, None, _places(_parts(left, right.keys), right.groups)
    if set(left.keys) < set(right.keys):
        return right.keys, right.groups, _places(_parts(right, left.keys), left.groups), None
    raise refused(
        "join-of-other-keys",
        f"one side is grouped by {', '.join(left.keys)}, the other by {', '.join(right.keys)}",
        "group both by the same keys, or one of them by some keys of the other",
    )


def _parts(frame: Frame, keys: tuple[str, ...]) -> list[Group]:
    """What each group is called by fewer keys."""
    order = [frame.keys.index(key) for key in keys]
    return [tuple([group[place] for place in order]) for group in frame.groups]


def _places(groups: tuple[Group, ...] | list[Group], among: tuple[Group, ...] | list[Group]) -> Ints:
    places = {group: place for place, group in enumerate(among)}
    return np.array([places.get(group, -1) for group in groups], dtype=np.int64)
