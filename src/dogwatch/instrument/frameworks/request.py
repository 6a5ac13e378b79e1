"""A request that is handled here, as a call of the feature that has its route."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import NamedTuple, TypeVar

from dogwatch.instrument.calls import SAMPLED, Calls
from dogwatch.instrument.client import process_client
from dogwatch.instrument.context import CALLS, Call, current, remark
from dogwatch.instrument.spending import Spending
from dogwatch.instrument.steps import Measured, Stopwatch
from dogwatch.instrument.track import Track, track
from dogwatch.instrument.upstream import arrived
from dogwatch.names import ROUTE

# What a server could not do is its failure; 4xx is the client's (RFC 9110, 15.5 and 15.6).
_FAILED = 500
_T = TypeVar("_T")


class Request:
    """What middleware may say of a request. Without a call, it is of no feature."""

    def __init__(self, call: Call | None = None, number: Callable[[], int] | None = None) -> None:
        self._call = call
        self._number = number

    def steps(self, handling: Awaitable[_T]) -> Awaitable[_T]:
        """What handles the request, to be awaited: with its processor time, if the feature declares a limit of that."""
        if self._call is None or self._number is None:
            return handling
        return _measured(handling, self._call[CALLS], self._number())

    def answered(self, status: int) -> None:
        """The status of the answer: from 500 on the call has failed, unless the code said how it went."""
        if status >= _FAILED:
            self.failed(f"http_{status}")

    def fine(self) -> None:
        """The call went well although it raises, as frameworks let code answer so; unless the code said it failed."""
        if self._call is not None and remark(self._call).is_error is None:
            remark(self._call).is_error = False

    def failed(self, kind: str) -> None:
        """The call has failed, unless the code said how it went."""
        if self._call is not None and remark(self._call).is_error is None:
            remark(self._call).is_error, remark(self._call).error_type = True, kind


@contextmanager
def handled(method: str, path: str, baggage: str | None, cpu: bool = False) -> Iterator[Request]:
    """Inside, the request runs: as a call of its feature, with the template of its route and the feature that asked.

    `cpu`: whether the thread's processor time is the request's, as it is where no other runs in between. Where others
    do, `Request.steps` measures that of one request in sixteen.
    """
    with arrived(baggage):
        settings = process_client().settings
        found = settings.routes.find(method, path)
        if found is None:
            yield Request()
            return
        tracker = _tracker(found.feature, settings.within.get(found.feature), cpu)
        with tracker.track:
            call = current.get()
            if call is None:  # nothing is recorded in this process
                yield Request()
                return
            remark(call).tags[ROUTE] = found.template
            if cpu:
                with Spending(call[CALLS]):
                    yield Request(call)
            else:
                yield Request(call, tracker.number if found.feature in settings.cpu else None)


class _Tracker(NamedTuple):
    """What makes requests calls of a feature, and numbers those whose processor time is measured step by step."""

    track: Track
    number: Callable[[], int]


@functools.cache
def _tracker(feature: str, within: float | None, cpu: bool) -> _Tracker:
    return _Tracker(track(feature, within=within, cpu=cpu), count().__next__)


async def _measured(handling: Awaitable[_T], calls: Calls, number: int) -> _T:
    if number & SAMPLED:
        with Spending(calls):
            return await handling
    # Loaded by services that run event loops, and have processor time measured there.
    from .elsewhere import follow

    follow()
    watch = Stopwatch()
    with Spending(calls, watch):
        answer: _T = await Measured(handling, watch)
    return answer
