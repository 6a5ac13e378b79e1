"""The past of a load: coarser the longer ago it is, as far back as monitors look and no further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

# Before so many seconds the store keeps longer cells, and so more is written at once, if the windows are as long.
_SPANS: Final = ((0, 10, 10), (4 * 3600, 60, 3600), (8 * 86400, 3600, 3600))
_FOR_EVER: Final = 1 << 40


class Reach(NamedTuple):
    """How many seconds before now a metric is read, and how long the shortest window is in which it is."""

    seconds: int
    window: int

    def joined(self, other: Reach | None) -> Reach:
        """What is enough for both."""
        return self if other is None else Reach(max(self.seconds, other.seconds), min(self.window, other.window))


class Span(NamedTuple):
    """A stretch of the past, in seconds since 1970: of which metrics, and how many seconds are written at once."""

    begin: int
    end: int
    step: int
    metrics: frozenset[str]


def spans(now: int, reaches: Mapping[str, Reach]) -> Iterator[Span]:
    """The past before now, from the oldest on; by metric how far back it is asked for."""
    ends = [recent for recent, _, _ in _SPANS[1:]]
    for (recent, finest, coarsest), longest in reversed(list(zip(_SPANS, [*ends, _FOR_EVER], strict=True))):
        of = {metric: reach for metric, reach in reaches.items() if reach.seconds > recent}
        if of:
            step = min(max(finest, min(reach.window for reach in of.values())), coarsest)
            oldest = min(max(reach.seconds for reach in of.values()), longest)
            # Down to whole steps, of which the last one reaches into the next span.
            yield Span((now - oldest) // step * step, (now - recent) // step * step, step, frozenset(of))
