"""Calls of generators: from the first step until they are exhausted, closed or raise."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from functools import partial
from time import perf_counter_ns
from typing import Any

from . import seam
from .calls import SAMPLED, Calls
from .context import Call, current, left
from .ending import Ending
from .steps import Stopwatch, driven, within


def wrapped_generator(function: Callable[..., Any], ending: Ending) -> Callable[..., Any]:
    """The generator function as a call. A generator that is closed early was ok: its reader had enough."""

    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        call = _begun(ending.calls)
        began = perf_counter_ns()
        try:
            result = yield from driven(function(*args, **kwargs), within(call))
        except GeneratorExit:
            ending.end(call, perf_counter_ns() - began)
            raise
        except BaseException as error:
            ending.end(call, perf_counter_ns() - began, error)
            raise
        ending.returned(call, perf_counter_ns() - began, result)
        return result

    return wrapper


def measured_generator(function: Callable[..., Any], calls: Calls) -> Callable[..., Any]:
    """The generator function with its processor time, of one call in sixteen, to be tracked as any other."""
    numbers = calls.samples()

    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        if numbers() & SAMPLED:
            return (yield from function(*args, **kwargs))
        watch = Stopwatch()
        try:
            return (yield from driven(function(*args, **kwargs), watch.step))
        finally:
            calls.used(watch.spent)

    return wrapper


def wrapped_async_generator(function: Callable[..., Any], ending: Ending) -> Callable[..., Any]:
    """The async generator function as a call, as with generators."""

    async def wrapper(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        call = _begun(ending.calls)
        began = perf_counter_ns()
        step, steps = _within(call), function(*args, **kwargs)
        resume: Callable[[Any], Any] = partial(_first, steps)
        value: Any = None
        try:
            while True:
                made = await step(resume, value)
                try:
                    value = yield made
                    resume = steps.asend
                except GeneratorExit:
                    await step(_closing, steps)
                    raise
                except BaseException as error:  # noqa: BLE001 - it is the generator's to handle
                    resume, value = steps.athrow, error
        except (StopAsyncIteration, GeneratorExit) as end:
            ending.end(call, perf_counter_ns() - began)
            if isinstance(end, GeneratorExit):
                raise
        except BaseException as error:
            ending.end(call, perf_counter_ns() - began, error)
            raise

    return wrapper


def _begun(calls: Calls) -> Call:
    call: Call = [calls, None, None, False]
    if seam.begun is not None:
        seam.begun(call)
    if not calls.begin() & SAMPLED:
        calls.look()
    return call


def _within(call: Call) -> Callable[[Callable[[Any], Any], Any], Awaitable[Any]]:
    """As `within`, for steps that are awaited."""
    here: Call | None = call

    async def step(resume: Callable[[Any], Any], value: Any) -> Any:
        nonlocal here
        token = current.set(here)
        try:
            return await resume(value)
        finally:
            here = current.get()
            left(token)

    return step


def _first(steps: Any, value: None) -> Any:
    """The first step, of which the event loop is not told: it would close this generator at its end, at the same time
    as the wrapper does.
    """
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(None, None)
    try:
        return steps.asend(value)
    finally:
        sys.set_asyncgen_hooks(*hooks)


def _closing(steps: Any) -> Any:
    return steps.aclose()
