"""`track`: what is inside is a call of a feature."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter_ns, thread_time_ns
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from . import client, seam
from .calls import SAMPLED
from .client import process_client
from .context import AROUND, BEGAN, ENDED, PROCESSOR, REMARK, SPAN, WANTED, Call, current
from .ending import Ending
from .kinds import SUSPENDS, wrapped
from .spans import join_tracing

if TYPE_CHECKING:
    _FUNCTION = TypeVar("_FUNCTION", bound=Callable[..., Any] | staticmethod[Any, Any] | classmethod[Any, Any, Any])


_made = process_client().made


def track(
    feature: str,
    *,
    within: float | None = None,
    expected: type[BaseException] | tuple[type[BaseException], ...] = (),
    outcome: Callable[[Any], bool] | None = None,
    cpu: bool | None = None,
    span: bool = False,
) -> Track:
    """Makes a function, or the block of a `with`, a call of a feature: counted, timed, and ok or an error.

    As a decorator it takes functions, coroutine functions, generators, async generators, methods, and static and class
    methods above or below their own decorator; it keeps signature and type. One object may be used in several places,
    nested and recursive, in threads and tasks.

    `within`: seconds in which a call is fast; `feature.hits` of calls that were ok then have the tag fast:true or
    fast:false. `expected`: exceptions that are no failure; they are raised all the same. `outcome`: tells from what the
    function returned whether the call was ok. `cpu`: measures processor time, of one call in sixteen; by default of
    functions and blocks only, since coroutines and generators have to be measured step by step (about 1 µs each).
    `span`: opens a span `feature.call` around each call, with the feature as its resource; it needs ddtrace. By
    default the feature is on the span that is open.

    A coroutine takes from its first step to its end, a generator too, with the time in which it waited for who reads
    it; one that is closed early was ok. A task that was cancelled is an error of the type CancelledError unless that
    is expected.
    """
    known = _made.get((feature, within, expected)) if outcome is None else None
    if known is None:
        if not client.enabled():
            return _Off()
        known = Ending(client.calls(feature, within), expected, outcome)
        if outcome is None:  # as in most blocks, which say `track` anew each time
            process_client().keep((feature, within, expected), known)
    if seam.failed is None:
        join_tracing(span)
    return Track(known, cpu, span)


class Track:
    """What `track` returns: a decorator and a context manager."""

    __slots__ = ("_cpu", "_ending", "_open", "_wanted")

    def __init__(self, ending: Ending, cpu: bool | None = None, span: bool = False) -> None:
        self._ending = ending
        self._cpu = cpu
        self._wanted = WANTED if span else None
        self._open: dict[int, Call] = {}

    def __call__(self, function: _FUNCTION) -> _FUNCTION:
        tracked: _FUNCTION = wrapped(function, self._ending, self._cpu, self._wanted is WANTED)
        return tracked

    def __enter__(self) -> None:
        calls = self._ending.calls
        call: Call = [calls, None, self._wanted, False, current.get(), 0, 0]
        self._open[id(call)] = call
        current.set(call)
        if seam.begun is not None:
            seam.begun(call)
        if not calls.begin() & SAMPLED:
            call[PROCESSOR] = self._processor(sys._getframe(1))
        call[BEGAN] = perf_counter_ns()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        ended = perf_counter_ns()
        here = current.get()
        # The call that runs here, or the last that was opened where generators take turns.
        call = self._open.pop(id(here), None) or self._open.popitem()[1]
        call[ENDED] = True
        while here is not None and here[ENDED]:
            here = here[AROUND]
        current.set(here)
        if call[PROCESSOR]:
            self._ending.calls.used(thread_time_ns() - call[PROCESSOR])
        if error is not None or call[REMARK] is not None:
            self._ending.end(call, ended - call[BEGAN], error)
        else:  # as end() does, without the time of a call
            self._ending.calls.durations.append(ended - call[BEGAN])
            if call[SPAN] is not None:
                seam.ended(call, False, None, None)
        return False

    def _processor(self, frame: FrameType) -> int:
        """The thread's processor time, where it is the block's: a coroutine or generator shares it with others."""
        if self._cpu or (self._cpu is None and not frame.f_code.co_flags & SUSPENDS):
            return thread_time_ns()
        return self._ending.calls.look()


class _Off(Track):
    """What `track` returns when DOGWATCH_ENABLED is false: functions stay as they are."""

    __slots__ = ()

    def __init__(self) -> None:
        pass

    def __call__(self, function: _FUNCTION) -> _FUNCTION:
        return function

    def __enter__(self) -> None:
        pass

    def __exit__(self, *raised: object) -> Literal[False]:
        return False
