"""Calls of plain functions: the path that must cost nothing, so names are locals and nothing is looked up twice."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns, thread_time_ns
from typing import Any

from . import seam
from .calls import SAMPLED
from .context import WANTED, Call, current, left
from .ending import Ending


def wrapped_function(function: Callable[..., Any], ending: Ending, cpu: bool, span: bool) -> Callable[..., Any]:
    """The function as a call: with its context, its duration, and one call in sixteen with its processor time."""
    calls = ending.calls
    begin, keep, used = calls.begin, calls.durations.append, calls.used
    enter, leave = current.set, current.reset
    clock, processor_clock = perf_counter_ns, thread_time_ns if cpu else calls.look
    plain, wanted = ending.outcome is None, WANTED if span else None

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        call: Call = [calls, None, wanted, False]
        token = enter(call)
        if seam.begun is not None:
            seam.begun(call)
        processor = 0 if begin() & SAMPLED else processor_clock()
        began = clock()
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            took = clock() - began
            left(token)
            ending.end(call, took, error)
            raise
        took = clock() - began
        try:  # noqa: SIM105 - as left() does, without the time of a call
            leave(token)
        except ValueError:
            pass
        if processor:
            used(processor_clock() - processor)
        if plain and call[1] is None:
            keep(took)
            if call[2] is not None:
                seam.ended(call, False, None, None)
        else:
            ending.returned(call, took, result)
        return result

    return wrapper
