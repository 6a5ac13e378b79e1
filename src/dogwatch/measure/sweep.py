"""Monitors evaluated at many instants in one go: their windows share the buckets that they overlap in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd
from typing import Final, NamedTuple

import numpy as np

from .frame import Frame, Group, Operand
from .functions import is_across_groups, is_pointwise
from .grid import Grid
from .plan import Values, shifted
from .reader import Asked, Reader
from .reduction import reduced_windows
from .shared import Shared, Slide
from .store import MINUTE, Store
from .tier import Floats, Mask
from .tree import Called, Joined, Step, Turned, framed, run
from .unrolled import slid, unrolled
from .watch import Round, Watch, evaluated
from .windows import Windows, parts_with_values

# How many numbers the windows of a monitor may have at once where each is filled apart.
_AT_ONCE: Final = 1 << 21


class Swept(NamedTuple):
    """[group, window] values, NaN where there is none, of the groups that the store knows of.

    `parts`, where it was asked for, is [group, window, part]: whether the expression has a value there.
    """

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    values: Floats
    parts: Mask | None = None


class Sweep:
    """Monitors of one store; `values` comes to what a `Round` does, window by window."""

    def __init__(self, store: Store, watches: Sequence[Watch]) -> None:
        self.store = store
        self.watches = tuple(watches)
        self._reader = Reader(store)

    def values(self, windows: Sequence[Windows]) -> list[Swept]:
        """What each monitor measures over its windows."""
        found: dict[int, Swept] = {}
        for place, (watch, each) in enumerate(zip(self.watches, windows, strict=True)):
            if ages := self._ages(watch, each):
                found[place] = beside([_of_an_age(watch, age) for age in ages])
        others = [place for place in range(len(self.watches)) if place not in found]
        if others:
            found |= self._shared(others, windows)
        return [self._born(watch, found[place], windows[place]) for place, watch in enumerate(self.watches)]

    def _ages(self, watch: Watch, windows: Windows) -> list[Windows]:
        """Windows by which groups were known at their ends, where that matters to groups that were.

        None where it does not, or all were known to the first of them.
        """
        if not _is_across_groups(watch.tree.step):
            return []
        selections = [leaf.selection(self.store) for leaf in watch.tree.leaves]
        births = [
            np.minimum.reduceat(self.store.first(each.rows), each.starts) for each in selections if len(each.starts)
        ]
        every = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *births]))
        known = np.searchsorted(every, windows.ends)
        if known[0] == len(every):
            return []
        starts = np.flatnonzero(np.diff(known, prepend=-1)).tolist()
        return [
            windows.some(start, end - start) for start, end in zip(starts, [*starts[1:], windows.number], strict=True)
        ]

    def _shared(self, places: Sequence[int], windows: Sequence[Windows]) -> dict[int, Swept]:
        """The monitors at those places."""
        found: dict[int, Swept] = {}
        slides = {place: _slide(self.watches[place], windows[place]) for place in places}
        with np.errstate(all="ignore"):
            asked = {place: (self.watches[place], slide) for place, slide in slides.items() if slide is not None}
            shared = Shared(self._reader, asked)
            for place, (watch, slide) in asked.items():
                if shared.fits(place):
                    leaf = shared.leaf(place, watch.aggregator, slide)
                    found[place] = _evaluated(watch, slide, shared.frames(place), windows[place], leaf)
                else:
                    found[place] = self._apart(watch, windows[place], slide)
            others: list[int] = []
            for place in [place for place, slide in slides.items() if slide is None]:
                cut = _cut(self.watches[place], windows[place])
                if cut is None:
                    others.append(place)
                else:
                    found[place] = self._in_classes(self.watches[place], windows[place], cut)
            found |= self._one_by_one(others, windows)
        return found

    def _born(self, watch: Watch, swept: Swept, windows: Windows) -> Swept:
        """Without the values, zeros for what is missing, that groups have in windows before anything was known of them.

        Only queries by fewer keys, and `default_zero`, give values to groups that have none of their own.
        """
        leaves = watch.tree.leaves
        if not any(leaf.asks_known or set(leaf.keys) != set(swept.keys) for leaf in leaves):
            return swept
        born: dict[Group, int] = {}
        for leaf in leaves:
            selection = leaf.selection(self.store)
            if set(selection.keys) != set(swept.keys) or not swept.keys or not len(selection.starts):
                continue
            order = [selection.keys.index(key) for key in swept.keys]
            firsts = np.minimum.reduceat(self.store.first(selection.rows), selection.starts).tolist()
            for group, first in zip(selection.groups, firsts, strict=True):
                named = tuple([group[place] for place in order])
                born[named] = min(first, born.get(named, first))
        births = np.array([born.get(group, 0) for group in swept.groups], dtype=np.int64)
        unborn = births[:, None] >= windows.ends
        return swept._replace(values=np.where(unborn, np.nan, swept.values)) if unborn.any() else swept

    def _apart(self, watch: Watch, windows: Windows, slide: Slide) -> Swept:
        """Each window with buckets of its own, as many windows at once as memory allows."""
        rows = max([len(leaf.selection(self.store).rows) for leaf in watch.tree.leaves], default=1)
        many = max(1, _AT_ONCE // max(1, rows * slide.length))
        parts = []
        for first in range(0, slide.number, many):
            some = windows.some(first, many)
            part = _slide(watch, some)
            assert part is not None
            shape = part.length, part.step, part.number
            frames = [unrolled(self.store, leaf, shifted(leaf, part.grid), *shape) for leaf in watch.tree.leaves]
            apart = Slide(part.grid._replace(buckets=part.number * part.length), part.length, part.length, part.number)
            parts.append(_evaluated(watch, apart, frames, some, None))
        return beside(parts)

    def _in_classes(self, watch: Watch, windows: Windows, interval: int) -> Swept:
        """Windows that cut buckets, those together that begin at the same place in one."""
        step = windows.step * (interval // gcd(windows.step, interval))
        count = min(step // windows.step, windows.number)
        parts = [
            self._class(watch, windows._replace(first=windows.window(turn)[0], step=step, number=number), interval)
            for turn in range(count)
            if (number := -(-(windows.number - turn) // count))
        ]
        order = np.argsort([turn + count * at for turn, part in enumerate(parts) for at in range(part.values.shape[1])])
        found = beside(parts)
        return found._replace(
            values=found.values[:, order], parts=None if found.parts is None else found.parts[:, order]
        )

    def _class(self, watch: Watch, windows: Windows, interval: int) -> Swept:
        """Windows of which all begin at the same place in a bucket."""
        cut = windows.first % interval
        length = windows.length // interval + bool(cut)
        rows = max([len(leaf.selection(self.store).rows) for leaf in watch.tree.leaves], default=1)
        parts = []
        for first in range(0, windows.number, many := max(1, _AT_ONCE // max(1, rows * length))):
            some = windows.some(first, many)
            start = some.first - cut
            buckets = (some.number - 1) * some.step // interval + length
            grid = Grid(start, interval, buckets, start, start + buckets * interval)
            shape = length, some.step // interval, some.number, cut
            frames = [unrolled(self.store, leaf, shifted(leaf, grid), *shape) for leaf in watch.tree.leaves]
            apart = Slide(grid._replace(buckets=some.number * length), length, length, some.number)
            parts.append(_evaluated(watch, apart, frames, some, None))
        return beside(parts)

    def _one_by_one(self, places: list[int], windows: Sequence[Windows]) -> dict[int, Swept]:
        """Windows that share nothing, those that are as many in one round."""
        alike: dict[int, list[int]] = {}
        for place in places:
            alike.setdefault(windows[place].number, []).append(place)
        found = {}
        for count, members in alike.items():
            round = Round(self.store, [self.watches[place] for place in members])
            answers = [round.values([windows[place].window(turn) for place in members]) for turn in range(count)]
            for at, place in enumerate(members):
                columns = [self._alone(place, windows[place], turn, answers[turn][at]) for turn in range(count)]
                found[place] = beside(columns)
        return found

    def _alone(self, place: int, windows: Windows, turn: int, values: Values) -> Swept:
        column = Swept(values.keys, values.groups, values.values[:, None])
        if not windows.parts:
            return column
        watch, (begin, end) = self.watches[place], windows.window(turn)
        grid = watch.grid(begin, end)
        frames = self._reader.frames([Asked(leaf, shifted(leaf, grid)) for leaf in watch.tree.leaves])
        with np.errstate(all="ignore"):
            series = framed(run(watch.tree.step, frames, grid), grid)
        has = ~np.isnan(series.values)[:, None, :]
        return column._replace(parts=parts_with_values(has, grid, begin, windows.length, windows.parts))


def _evaluated(
    watch: Watch, slide: Slide, frames: list[Frame], windows: Windows, leaf: Callable[[int], Frame] | None
) -> Swept:
    """The expression over the windows; `leaf` gives a leaf reduced, where that is done for many monitors at once."""
    found = evaluated(
        watch.tree,
        leaf or (lambda place: _reduced(watch, frames[place], slide)),
        lambda part: _reduced(watch, run(part, frames, slide.grid), slide),
        slide.grid._replace(buckets=slide.number),
    )
    series = framed(found, slide.grid._replace(buckets=slide.number))
    parts = _parts(watch, slide, frames, windows) if windows.parts else None
    return Swept(series.keys, series.groups, series.values, parts)


def _reduced(watch: Watch, operand: Operand, slide: Slide) -> Operand:
    if isinstance(operand, float):
        return operand
    values = reduced_windows(operand.values, watch.aggregator, slide.grid.interval, slide.length, slide.step)
    known = None if operand.known is None else operand.known[:, :: slide.step]
    return operand._replace(values=values, known=known)


def _parts(watch: Watch, slide: Slide, frames: list[Frame], windows: Windows) -> Mask:
    series = framed(run(watch.tree.step, frames, slide.grid), slide.grid)
    has = ~np.isnan(slid(series.values, slide.length, slide.step))
    start, end = windows.first - windows.first % slide.grid.interval, windows.first + windows.length
    buckets = Grid(start, slide.grid.interval, slide.length, windows.first, end)
    return parts_with_values(has, buckets, windows.first, windows.length, windows.parts)


def beside(parts: Sequence[Swept]) -> Swept:
    """Windows of several answers, one after the other; a group that one of them does not have has no value there."""
    if all(part.groups == parts[0].groups for part in parts):
        groups = parts[0].groups
    else:
        groups = tuple(dict.fromkeys(group for part in parts for group in part.groups))
        parts = [_spread(part, groups) for part in parts]
    has = None if parts[0].parts is None else np.concatenate([part.parts for part in parts], axis=1)
    return Swept(parts[0].keys, groups, np.concatenate([part.values for part in parts], axis=1), has)


def _spread(part: Swept, groups: tuple[Group, ...]) -> Swept:
    places = {group: place for place, group in enumerate(groups)}
    at = [places[group] for group in part.groups]
    values = np.full((len(groups), part.values.shape[1]), np.nan)
    values[at] = part.values
    if part.parts is None:
        return Swept(part.keys, groups, values)
    parts = np.zeros((len(groups), *part.parts.shape[1:]), dtype=bool)
    parts[at] = part.parts
    return Swept(part.keys, groups, values, parts)


def _slide(watch: Watch, windows: Windows) -> Slide | None:
    """How the windows lie in buckets; None where they share none, or none that they would make the same of."""
    if not _is_shareable(watch):
        return None
    first, last = watch.grid(*windows.window(0)), watch.grid(*windows.window(windows.number - 1))
    interval = first.interval
    step = windows.step if windows.number > 1 else interval
    if last.interval != interval or windows.first % interval or windows.length % interval or step % interval:
        return None
    end = windows.window(windows.number - 1)[1]
    buckets = (end - windows.first) // interval
    return Slide(
        Grid(windows.first, interval, buckets, windows.first, end),
        windows.length // interval,
        step // interval,
        windows.number,
    )


def _cut(watch: Watch, windows: Windows) -> int | None:
    """The seconds of the buckets that windows cut; None where they have to be evaluated one by one.

    Minutes are joined to the halves of buckets, at most thirty of them, so that sums come to the same bits.
    """
    first, last = watch.grid(*windows.window(0)), watch.grid(*windows.window(windows.number - 1))
    interval = first.interval
    leaves = watch.tree.leaves
    are_minutes = not any(seconds % MINUTE for seconds in (windows.first, windows.step, interval))
    fits = windows.number > 1 and are_minutes and interval <= 30 * MINUTE and windows.length % interval == 0
    if not fits or last.interval != interval or not _is_shareable(watch) or any(leaf.asks_known for leaf in leaves):
        return None
    is_distribution = any(leaf.selection(watch.store).reading.is_distribution for leaf in leaves)
    return None if is_distribution else interval


def _is_shareable(watch: Watch) -> bool:
    """Whether a bucket has the same value in whatever window it is read."""
    leaves = watch.tree.leaves
    return (
        watch.aggregator != "percentile"
        and all(leaf.change is None and all(isinstance(shift, int) for shift in leaf.shifts) for leaf in leaves)
        and _is_pointwise(watch.tree.step)
    )


def _of_an_age(watch: Watch, windows: Windows) -> Swept:
    """Windows of which all know the groups that the last one does."""
    _, end = windows.window(windows.number - 1)
    then = Sweep(watch.store, [watch.before(end)])
    return then._shared([0], [windows])[0]


def _is_across_groups(step: Step) -> bool:
    match step:
        case Called(name, _, _, below):
            return is_across_groups(name) or _is_across_groups(below)
        case Joined(_, left, right):
            return _is_across_groups(left) or _is_across_groups(right)
        case Turned(below):
            return _is_across_groups(below)
        case _:
            return False


def _is_pointwise(step: Step) -> bool:
    match step:
        case Called(name, _, _, below):
            return is_pointwise(name) and _is_pointwise(below)
        case Joined(_, left, right):
            return _is_pointwise(left) and _is_pointwise(right)
        case Turned(below):
            return _is_pointwise(below)
        case _:
            return True
