"""Threads: a new one knows nothing of the call that started it, unless what it runs is carried over."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def carry(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """The function, to be run in another thread with the context that is here now: feature, span, all variables.

    `Thread(target=carry(work))`, `pool.map(carry(work), items)`. It may run many times, and in several threads at once;
    each run has a copy of the context.
    """
    context = copy_context()

    def carried(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        return context.copy().run(function, *args, **kwargs)

    # Objects that can be called have no name.
    return functools.update_wrapper(
        carried, function, [a for a in functools.WRAPPER_ASSIGNMENTS if hasattr(function, a)]
    )


@functools.cache
def carry_in_executors() -> None:
    """From now on every `ThreadPoolExecutor` of this process runs what is submitted as `carry` does."""
    from concurrent.futures import ThreadPoolExecutor

    submit = ThreadPoolExecutor.submit

    def carrying(self: ThreadPoolExecutor, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return submit(self, carry(function), *args, **kwargs)

    setattr(ThreadPoolExecutor, "submit", functools.update_wrapper(carrying, submit))  # noqa: B010 - a method, for mypy
