"""Percentiles, deviations and threshold counts of distributions, from their merged sketches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from .buckets import cover, read
from .grid import Grid
from .leaf import percentile, threshold
from .refusal import refused
from .sketch import KEY_BITS, KEYS, keys_of, values_of
from .store import Store
from .tier import JOINED, Floats, Ints, Mask

# How many numbers a table of groups and bins may have at once.
_TABLE: Final = 1 << 22


class Spread(NamedTuple):
    """Merged sketches: for each of some values the weight per bin, of the bins from `first` on."""

    at: slice
    first: int
    weights: Floats


def sketched(store: Store, rows: Ints, starts: Ints, grid: Grid, aggregator: str) -> Floats:
    """[group, bucket]: `p95`, `stddev` or `count(v: v<=5)` of the merged sketches; a group begins at each start."""
    answers = np.full(len(starts) * grid.buckets, np.nan)
    for spread in spreads(store, rows, starts, grid):
        answers[spread.at] = _answer(aggregator, spread)
    found = answers.reshape(len(starts), grid.buckets)
    if percentile(aggregator) is None:
        return found
    # Least and greatest are exact, and so is a percentile at either end.
    least, greatest = read(store, rows, grid, ["least", "greatest"], store.bins)
    least = JOINED["least"].reduceat(least, starts)
    greatest = JOINED["greatest"].reduceat(greatest, starts)
    return np.where(np.isnan(found), np.nan, np.clip(found, least, greatest))


def _answer(space: str, spread: Spread) -> Floats:
    weights = spread.weights
    count = weights.sum(axis=1)
    values = values_of(spread.first + np.arange(weights.shape[1]))
    share, compared = percentile(space), threshold(space)
    if share is not None:
        below = np.cumsum(weights, axis=1)
        # A rank that is a whole number must not fall into the bin before it for a rounding error.
        rank = share * (count - 1) + 1e-9
        found = values[np.argmax(below > rank[:, None], axis=1)]
    elif compared is not None:
        fits = _fitting(*compared, spread.first + np.arange(weights.shape[1]))
        found = weights @ fits.astype(np.float64)
    elif space == "stddev":
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = weights @ values / count
            found = np.sqrt(np.maximum(weights @ values**2 / count - mean**2, 0))
    else:
        raise refused(
            "histogram", f"{space} gives the bins of a distribution, not one value", "write a percentile such as p95"
        )
    return np.where(count > 0, found, np.nan)


def _fitting(comparison: str, number: float, keys: Ints) -> Mask:
    """Which bins count as on the right side of a number; that of the number itself as the number does."""
    own = int(keys_of(np.array([number]))[0])
    match comparison:
        case "<":
            return keys < own
        case "<=":
            return keys <= own
        case ">":
            return keys > own
        case _:
            return keys >= own


def spreads(store: Store, rows: Ints, starts: Ints, grid: Grid) -> Iterator[Spread]:
    """The merged sketches of all groups and buckets, as many at once as memory allows."""
    asked = (rows.tobytes(), starts.tobytes(), grid)
    places, keys, weights = store.lately.read(asked, lambda: _bins(store, rows, starts, grid))
    if not len(places):
        return
    first, width = int(keys.min()), int(keys.max() - keys.min()) + 1
    total = len(starts) * grid.buckets
    step = max(1, _TABLE // width)
    order = np.argsort(places, kind="stable") if step < total else slice(None)
    places, keys, weights = places[order], keys[order], weights[order]
    for start in range(0, total, step):
        end = min(start + step, total)
        a, b = (0, len(places)) if step >= total else np.searchsorted(places, [start, end]).tolist()
        if a < b:
            codes = (places[a:b] - start) * width + keys[a:b] - first
            table = np.bincount(codes, weights[a:b], minlength=(end - start) * width).astype(np.float64)
            yield Spread(slice(start, end), first, table.reshape(end - start, width))


def _bins(store: Store, rows: Ints, starts: Ints, grid: Grid) -> tuple[Ints, Ints, Floats]:
    """All bins that were selected: the place of their group and bucket, their key and their weight."""
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))
    low, high = rows << KEY_BITS, (rows + 1) << KEY_BITS
    places: list[Ints] = [np.zeros(0, dtype=np.int64)]
    keys: list[Ints] = [np.zeros(0, dtype=np.int64)]
    weights: list[Floats] = [np.zeros(0)]
    pieces = list(cover(store.bins, grid))
    store.settle(hours=any(piece.step == 2 for piece in pieces))
    for piece in pieces:
        bins = store.bins[piece.step]
        for cell in range(piece.first, piece.end):
            found = bins.read(cell)
            if found is None:
                continue
            codes, held = found
            begins = np.searchsorted(codes, low)
            sizes = np.searchsorted(codes, high) - begins
            if not sizes.any():
                continue
            at = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
            bucket = max(0, (cell * bins.seconds - grid.start) // grid.interval)
            places.append(np.repeat(group, sizes) * grid.buckets + bucket)
            keys.append(codes[at] & (KEYS - 1))
            weights.append(held[at].astype(np.float64))
    return np.concatenate(places), np.concatenate(keys), np.concatenate(weights)
