"""Downtimes of a simulation: who hears nothing for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dogwatch.errors import UsageError
from dogwatch.judge import Downtime
from dogwatch.query import scope_mistake

# As far ahead as a downtime without an end lasts.
_EVER = 2**53


class Mute:
    """A downtime that began when it was made; `downtime` is what is known of it now."""

    def __init__(self, id: str, monitor: int | None, scope: str, lasting: int | None, clock: Callable[[], int]) -> None:
        if mistake := scope_mistake(scope):
            raise UsageError(f"mute(scope={scope!r}): {mistake}")
        begin = clock()
        end = _EVER if lasting is None else begin + lasting
        tags = ("*",) if monitor is None else ()
        self._clock = clock
        self.downtime = Downtime(id, scope, monitor, tags, once=(begin, end))

    def end(self) -> None:
        """Ends it now, as if somebody had cancelled it: nobody is told of what goes on."""
        self.downtime = replace(self.downtime, canceled=self._clock())
