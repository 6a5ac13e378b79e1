"""Where the work of a request goes on beside its own task: tasks of asyncio, threads of anyio and of executors.

Each is told once, when the first request has its processor time measured; to those that have not it makes next to no
difference.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

from dogwatch.instrument.context import spending
from dogwatch.instrument.spending import for_request, task_of

_T = TypeVar("_T")
_Steps: TypeAlias = Coroutine[Any, Any, _T] | Generator[Any, None, _T]


def follow() -> None:
    """From now on the work of measured requests is found wherever this event loop and the process's threads do it."""
    _threads()
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # another kind of loop, such as trio's, whose tasks nobody can follow
        return
    made_by = loop.get_task_factory()
    if not isinstance(made_by, _Tasks):
        loop.set_task_factory(_Tasks(made_by))


class _Tasks:
    """A task factory: makes tasks as they were made before."""

    def __init__(self, made_by: Callable[..., Any] | None) -> None:
        self._made_by = made_by or _task

    def __call__(self, loop: asyncio.AbstractEventLoop, steps: _Steps[_T], /, **options: Any) -> asyncio.Future[_T]:
        context = options.get("context")
        here = spending.get() if context is None else context.get(spending)
        made: asyncio.Future[_T] = self._made_by(loop, task_of(steps, here), **options)
        return made


def _task(loop: asyncio.AbstractEventLoop, steps: Any, **options: Any) -> asyncio.Task[Any]:
    return asyncio.Task(steps, loop=loop, **options)


@functools.cache
def _threads() -> None:
    submit = ThreadPoolExecutor.submit

    # asyncio.to_thread, run_in_executor and asgiref come by here too.
    def submitting(self: ThreadPoolExecutor, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return submit(self, for_request(function), *args, **kwargs)

    setattr(ThreadPoolExecutor, "submit", functools.update_wrapper(submitting, submit))  # noqa: B010 - a method, for mypy
    try:
        import anyio.to_thread as pool
    except ImportError:  # without it nobody runs anything there
        return
    run_sync = pool.run_sync

    async def running(function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        return await run_sync(for_request(function), *args, **options)

    setattr(pool, "run_sync", functools.update_wrapper(running, run_sync))  # noqa: B010 - a function, for mypy
