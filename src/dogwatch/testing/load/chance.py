"""How many calls come of an expected number: by chance, with a seed, or as evenly as whole numbers can."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

import numpy as np

from .shape import Floats, Ints

# Its multiples lie as evenly between whole numbers as any do: few calls a cell reach into all parts of a spread.
_GOLDEN: Final = 0.6180339887498949


class Chance:
    """Draws counts and shares. With `even` nothing is drawn: what is left over goes on to the next ten seconds."""

    def __init__(self, seed: int, *, even: bool = False) -> None:
        self.even = even
        self._generator = np.random.default_rng(seed)
        self._left: dict[Hashable, Floats] = {}

    def counts(self, expected: Floats, what: Hashable) -> Ints:
        """[part, cell] whole numbers; `what` names them, so that the next ones go on where these ended."""
        if not self.even:
            return self._generator.poisson(expected)
        return self._evenly(expected, what)

    def shared(self, expected: Floats, shares: Floats, what: Hashable) -> Ints:
        """[part, cell] as many as are expected of these shares together; by chance is only whose they are."""
        if self.even:
            return self._evenly(expected * shares, what)
        share = shares.sum()
        whole = self._evenly(expected[None, :] * share, what)[0]
        found: Ints = self._generator.multinomial(whole, shares[:, 0] / share).T
        return found

    def _evenly(self, expected: Floats, what: Hashable) -> Ints:
        # Begins in the middle, so that of little not nothing comes for a long time.
        left = self._left.get(what)
        if left is None or left.shape != expected.shape[:1]:
            left = np.full(expected.shape[:1], 0.5)
        reached = np.cumsum(expected, axis=1) + left[:, None]
        whole = np.floor(reached)
        self._left[what] = reached[:, -1] - whole[:, -1] if expected.shape[1] else left
        return np.diff(whole, axis=1, prepend=0).astype(np.int64)

    def parts(self, counts: Ints, share: Floats, what: Hashable) -> Ints:
        """How many of the counts are meant by a share."""
        if not self.even:
            return self._generator.binomial(counts, np.broadcast_to(share, counts.shape))
        return np.minimum(self.counts(counts * share, what), counts)

    def shares(self, of: Ints) -> Floats:
        """Numbers from 0 to 1, of each count as many, spread evenly: one in each part of the same size."""
        ends = np.cumsum(of)
        total = int(ends[-1]) if len(ends) else 0
        place = np.arange(total) - np.repeat(ends - of, of)
        within = np.repeat(np.arange(len(of)) * _GOLDEN % 1, of) if self.even else self._generator.random(total)
        found: Floats = (place + within) / np.repeat(of, of)
        return found

    def about(self, values: Floats, deviation: float) -> Floats:
        """The values, each a little more or less."""
        if self.even:
            return values
        found: Floats = values * self._generator.normal(1.0, deviation, values.shape)
        return found
