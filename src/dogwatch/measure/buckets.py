"""The values of series by bucket, read from the coarsest cells that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from .grid import Grid
from .store import Store
from .tier import EMPTY, JOINED, Column, Floats, Ints, Kept, Tier, joined

Method: TypeAlias = Literal["avg", "sum", "min", "max", "count"]

_COLUMNS: dict[Method, Column] = {"avg": "total", "sum": "total", "min": "least", "max": "greatest", "count": "count"}


class Piece(NamedTuple):
    """The cells of a tier from `first` to before `end`; `step` says which of the tiers it is, the finest being 0."""

    step: int
    first: int
    end: int


def time_aggregated(store: Store, rows: Ints, grid: Grid, method: Method) -> Floats:
    """[row, bucket]: the values of each series in each bucket as one, NaN where there are none."""
    return _aggregated(read(store, rows, grid, _columns(method)), method)


def halves(store: Store, rows: Ints, grid: Grid, method: Method, cut: int) -> tuple[Floats, Floats]:
    """[row, bucket] of what lies before `cut` seconds after the beginning of each bucket, and of what lies behind."""
    fine = gcd(cut, grid.interval)
    ratio, split = grid.interval // fine, cut // fine
    parts = grid._replace(interval=fine, buckets=grid.buckets * ratio)
    before, behind = [], []
    for column, cells in zip(_columns(method), read(store, rows, parts, _columns(method)), strict=True):
        table = cells.reshape(len(rows), grid.buckets, ratio)
        before.append(joined(JOINED[column], table[:, :, :split].reshape(len(rows), -1), split))
        behind.append(joined(JOINED[column], table[:, :, split:].reshape(len(rows), -1), ratio - split))
    return _aggregated(before, method), _aggregated(behind, method)


def _columns(method: Method) -> list[Column]:
    return ["count"] if method == "count" else ["count", _COLUMNS[method]]


def _aggregated(columns: Sequence[Floats], method: Method) -> Floats:
    count, *others = columns
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "avg":
            return others[0] / count
    return np.where(count > 0, others[0] if others else count, np.nan)


def read(
    store: Store, rows: Ints, grid: Grid, columns: Sequence[Column], kept: Sequence[Kept] | None = None
) -> list[Floats]:
    """[row, bucket] for each of the columns; `kept` says which cells there are beside those that are read."""
    pieces = list(cover(kept or store.tiers, grid))
    store.settle(hours=any(piece.step == 2 for piece in pieces))
    return [_read(store.tiers, rows, grid, column, pieces) for column in columns]


def cover(tiers: Sequence[Kept], grid: Grid) -> Iterator[Piece]:
    """The cells that the window consists of: the coarsest ones that no bucket cuts, and finer ones at both ends.

    Where finer ones are not kept any more, a coarser one is taken whole.
    """
    if grid.buckets == 1:
        step = len(tiers) - 1
    else:
        step = max((step for step, tier in enumerate(tiers) if grid.interval % tier.seconds == 0), default=0)
    yield from _cover(tiers, step, grid.begin, grid.end)


def _cover(tiers: Sequence[Kept], step: int, begin: int, end: int) -> Iterator[Piece]:
    seconds = tiers[step].seconds
    first, last = -(-begin // seconds), end // seconds
    if step == 0:
        # A point has the time at which its ten seconds begin: those of the window are the cells that begin in it.
        last = -(-end // seconds)
        if first < last:
            yield Piece(0, first, last)
        return
    since = tiers[step - 1].since
    if begin < since:
        first = begin // seconds
    if end <= since:
        last = -(-end // seconds)
    if first >= last:
        yield from _cover(tiers, step - 1, begin, end)
        return
    if begin < first * seconds:
        yield from _cover(tiers, step - 1, begin, first * seconds)
    yield Piece(step, first, last)
    if last * seconds < end:
        yield from _cover(tiers, step - 1, last * seconds, end)


def _read(tiers: Sequence[Tier], rows: Ints, grid: Grid, column: Column, pieces: list[Piece]) -> Floats:
    join = JOINED[column]
    found: Floats | None = None
    for piece in pieces:
        at, part = _bucketed(tiers[piece.step], rows, grid, column, piece)
        if found is None and part.shape[1] == grid.buckets:
            found = part
            continue
        if found is None:
            found = np.full((len(rows), grid.buckets), EMPTY[column])
        target = found[:, at : at + part.shape[1]]
        join(target, part, out=target)
    return np.full((len(rows), grid.buckets), EMPTY[column]) if found is None else found


def _bucketed(tier: Tier, rows: Ints, grid: Grid, column: Column, piece: Piece) -> tuple[int, Floats]:
    """The cells of a piece joined by bucket, and which bucket is the first."""
    join = JOINED[column]
    cells = tier.read(column, rows, piece.first, piece.end)
    if grid.buckets == 1:
        return 0, joined(join, cells, cells.shape[1])
    at = (piece.first * tier.seconds - grid.start) // grid.interval
    ratio = grid.interval // tier.seconds
    before = piece.first - (grid.start + at * grid.interval) // tier.seconds
    after = -(before + cells.shape[1]) % ratio
    if before or after:
        padded = np.full((len(rows), before + cells.shape[1] + after), EMPTY[column])
        padded[:, before : before + cells.shape[1]] = cells
        cells = padded
    return at, joined(join, cells, ratio)
