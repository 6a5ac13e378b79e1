"""Spans of features, for each kind of function; what a span is, `tracing` knows, which is loaded at first use."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Generator
from types import ModuleType
from typing import Any

from . import seam
from .complaints import complain
from .context import current
from .steps import Step, driven, plain


def join_tracing(asked: bool) -> None:
    """Puts features on spans if this process traces or spans are asked for; called whenever a feature is tracked."""
    if seam.failed is None and (asked or "ddtrace" in sys.modules):
        _tracing()


@functools.cache
def _tracing() -> ModuleType | None:
    try:
        from . import tracing
    except ImportError as error:
        complain("ddtrace", f"features have no spans; install ddtrace 3.0 or newer: {error}")
        return None
    tracing.join()
    return tracing


def tag_entry(key: str, value: str) -> None:
    """Puts a tag on the span with which this service began its part of the trace, if it traces."""
    join_tracing(False)
    tracing = _tracing() if seam.failed is not None else None
    if tracing is not None:
        tracing.tag_entry(key, value)


def spanned_generator(function: Callable[..., Any]) -> Callable[..., Any]:
    """A generator function, to be tracked; a generator's span is active in its steps, not in its reader's code."""

    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        return (yield from driven(function(*args, **kwargs), _steps_here()))

    return wrapper


def spanned_async_generator(function: Callable[..., Any]) -> Callable[..., Any]:
    """An async generator function, to be tracked, as with generators."""

    def wrapper(*args: Any, **kwargs: Any) -> _SpannedSteps:
        return _SpannedSteps(function(*args, **kwargs))

    return wrapper


class _SpannedSteps:
    """An async generator whose steps are in a span of the call that makes the first."""

    def __init__(self, steps: Any) -> None:
        self._steps = steps
        self._step: Step | None = None

    @property
    def ag_running(self) -> bool:
        return bool(self._steps.ag_running)

    async def asend(self, value: Any) -> Any:
        return await _Awaited(self._in_span(), self._steps.asend(value))

    async def athrow(self, error: BaseException) -> Any:
        return await _Awaited(self._in_span(), self._steps.athrow(error))

    async def aclose(self) -> None:
        await _Awaited(self._in_span(), self._steps.aclose())

    def _in_span(self) -> Step:
        if self._step is None:
            self._step = _steps_here()
        return self._step


class _Awaited:
    """What an async generator's step awaits, between which other tasks of the same context may run."""

    def __init__(self, step: Step, awaited: Any) -> None:
        self._step = step
        self._awaited = awaited

    def __await__(self) -> Generator[Any, Any, Any]:
        return driven(self._awaited.__await__(), self._step)


def _steps_here() -> Step:
    call, tracing = current.get(), _tracing()
    step: Step = plain if call is None or tracing is None else tracing.stepped(call)
    return step
