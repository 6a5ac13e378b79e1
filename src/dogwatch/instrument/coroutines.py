"""Calls of coroutine functions: from the first step to the end, waiting included."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter_ns
from typing import Any

from . import seam
from .calls import SAMPLED, Calls
from .context import WANTED, Call, current, left
from .ending import Ending
from .steps import Measured, Stopwatch


def wrapped_coroutine(function: Callable[..., Any], ending: Ending, span: bool) -> Callable[..., Any]:
    """The coroutine function as a call."""
    calls = ending.calls
    begin, keep, look = calls.begin, calls.durations.append, calls.look
    enter, leave, clock = current.set, current.reset, perf_counter_ns
    plain, wanted = ending.outcome is None, WANTED if span else None

    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        call: Call = [calls, None, wanted, False]
        token = enter(call)
        if seam.begun is not None:
            seam.begun(call)
        if not begin() & SAMPLED:
            look()
        began = clock()
        try:
            result = await function(*args, **kwargs)
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
        if plain and call[1] is None:
            keep(took)
            if call[2] is not None:
                seam.ended(call, False, None, None)
        else:
            ending.returned(call, took, result)
        return result

    return wrapper


def measured_coroutine(function: Callable[..., Any], calls: Calls) -> Callable[..., Any]:
    """The coroutine function with its processor time, of one call in sixteen, to be tracked as any other."""
    numbers = calls.samples()

    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        if numbers() & SAMPLED:
            return await function(*args, **kwargs)
        watch = Stopwatch()
        try:
            return await Measured(function(*args, **kwargs), watch)
        finally:
            calls.used(watch.spent)

    return wrapper
