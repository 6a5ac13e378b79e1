"""The calls of one feature since the last flush. Appending to a list is all that a call does to it.

`list.append`, `next` of a counter and slicing are single steps under CPython's lock, so that no call waits for another
and none is lost between a flush and the next.
"""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
from collections.abc import Callable
from itertools import count
from typing import NamedTuple, TypeVar

from .context import spending

_Entry = TypeVar("_Entry")

# A power of two less one: one call of sixteen has its processor time measured; two looks at that clock take 1.1 µs.
SAMPLED = 15
# So many calls of a feature wait for the flush thread at most, 20 MB of them: it has not run for seconds.
PENDING = 500_000


class Marked(NamedTuple):
    """A call that is more than its duration in nanoseconds."""

    took: int
    is_error: bool
    error_type: str | None
    tags: dict[str, str]


class Taken(NamedTuple):
    """What was taken out by a flush; durations and processor times are nanoseconds."""

    feature: str
    within: int | None
    in_flight: int
    durations: list[int]
    marked: list[Marked]
    processor: list[int]
    lost: int


class Calls:
    """Where the calls of a feature are kept until the next flush; `within`, in nanoseconds, bounds a fast one."""

    __slots__ = ("_ended", "_started", "begin", "durations", "feature", "lost", "marked", "processor", "within")

    def __init__(self, feature: str, within: int | None = None) -> None:
        self.feature = feature
        self.within = within
        self._started = count()
        self._ended = 0
        # Gives the number of the call that begins.
        self.begin: Callable[[], int] = self._started.__next__
        self.durations: list[int] = []
        self.marked: list[Marked] = []
        self.processor: list[int] = []
        self.lost = 0

    def samples(self) -> Callable[[], int]:
        """Numbers for calls of which some are sampled apart from `begin`, as coroutines are on request."""
        return count().__next__

    def used(self, processor: int) -> None:
        """Keeps the processor time of a call that was sampled, unless it is part of what its request spends."""
        around = spending.get()
        if around is None or not around.counts(self.feature):
            self.processor.append(processor)
        self.look()

    def look(self) -> int:
        """Called now and then: looks whether too many calls wait. Returns 0, as a clock that is not read."""
        if len(self.durations) > PENDING:
            self._shed(self.durations)
        if len(self.marked) > PENDING:
            self._shed(self.marked)
        return 0

    def _shed(self, waiting: list[int] | list[Marked]) -> None:
        """Nobody has flushed for long: the older half goes, and is counted."""
        half = len(waiting) // 2
        del waiting[:half]
        del self.processor[: len(self.processor) // 2]
        self._ended += half
        self.lost += half

    def take(self) -> Taken:
        """What has ended since the last time. One thread at a time may call this, while any others make calls."""
        durations, marked = cut(self.durations), cut(self.marked)
        self._ended += len(durations) + len(marked)
        lost, self.lost = self.lost, 0
        return Taken(self.feature, self.within, self._in_flight(), durations, marked, cut(self.processor), lost)

    def _in_flight(self) -> int:
        running = self._begun() - self._ended
        if running < 0:  # calls that began before a fork and ended after it
            self._ended += running
        return max(0, running)

    def _begun(self) -> int:
        # A counter shows its number nowhere else, and taking one would shift which calls are sampled.
        return int(repr(self._started)[len("count(") : -1])

    def forget(self) -> None:
        """What a forked child has to do with its parent's calls: nothing."""
        del self.durations[:], self.marked[:], self.processor[:]
        self._ended = self._begun()
        self.lost = 0


def cut(entries: list[_Entry]) -> list[_Entry]:
    """Takes out what is there; what is appended meanwhile stays."""
    there = len(entries)
    taken = entries[:there]
    del entries[:there]
    return taken
