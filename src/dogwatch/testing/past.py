"""The past of a load: coarser the longer ago it is, as far back as monitors look and no further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

# From how many seconds ago on a span reaches back, and the least that is written at once there: as long as the store's
# cells. More is written at once where only long windows reach.
_SPANS: Final = ((0, 10), (4200, 60), (4 * 3600, 60), (8 * 3600, 60), (8 * 86400, 3600))
_COARSEST: Final = 3600
# In so many parts a window may be written.
_PARTS: Final = 12
_FOR_EVER: Final = 1 << 40


class Reach(NamedTuple):
    """That a metric is read up to so many seconds before now, in a window that is so long."""

    metric: str
    seconds: int
    window: int

    @property
    def step(self) -> int:
        """How many seconds may be written at once: a window that ends now cuts them, an earlier one does not."""
        is_shifted = self.seconds - self.window > _COARSEST
        return self.window if is_shifted else self.window // _PARTS


class Span(NamedTuple):
    """A stretch of the past, in seconds since 1970: of which metrics, and how many seconds are written at once."""

    begin: int
    end: int
    step: int
    metrics: frozenset[str]


def spans(now: int, reaches: Iterable[Reach]) -> Iterator[Span]:
    """The past before now, from the oldest on, as it is read."""
    every = list(reaches)
    ends = [recent for recent, _ in _SPANS[1:]]
    reached: int | None = None
    for (recent, finest), longest in reversed(list(zip(_SPANS, [*ends, _FOR_EVER], strict=True))):
        of = [reach for reach in every if reach.seconds > recent]
        if not of:
            continue
        step = _step(finest, min(reach.step for reach in of)) if recent else finest
        begin = (now - min(max(reach.seconds for reach in of), longest)) // step * step if reached is None else reached
        # In whole steps, so that the next span begins where this one ends.
        reached = begin + (now - recent - begin) // step * step
        yield Span(begin, reached, step, frozenset(reach.metric for reach in of))


def _step(finest: int, most: int) -> int:
    """How many seconds are written at once where so many may be: whole minutes that divide an hour."""
    return max(step for step in (finest, 60, 300, 600, 1800, _COARSEST) if step <= max(finest, most))
