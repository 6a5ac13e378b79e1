"""What a request spends of the processor: in the steps of its task and of those it begins, and in threads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from .context import spending
from .steps import Measured, Stopwatch

if TYPE_CHECKING:
    from .calls import Calls


class Spending:
    """The processor time of one request; inside, that is handled, and the time of calls of its feature is its own.

    With a watch, what that has at the end is kept; without one somebody else reads the clocks, or nobody does for this
    request.
    """

    __slots__ = ("_calls", "_is_over", "_token", "_watch")

    def __init__(self, calls: Calls, watch: Stopwatch | None = None) -> None:
        self._calls = calls
        self._watch = watch
        self._is_over = False

    def counts(self, feature: str) -> bool:
        """Whether what calls of that feature spend is part of it, so that it counts once."""
        return not self._is_over and feature == self._calls.feature

    @property
    def watch(self) -> Stopwatch | None:
        """What measures it, if that is done for this request and it is not over."""
        return None if self._is_over else self._watch

    def __enter__(self) -> None:
        self._token = spending.set(self)

    def __exit__(self, *raised: object) -> None:
        self._is_over = True
        with suppress(ValueError):  # a stream that is closed elsewhere, where nothing was set
            spending.reset(self._token)
        if self._watch is not None:
            self._calls.used(self._watch.spent)


def for_request(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, to be run in another thread: what it spends there is spent by the request that is handled here."""
    here = spending.get()
    watch = None if here is None else here.watch
    return function if watch is None else partial(watch.step, function)


def task_of(steps: Any, here: Spending | None) -> Any:
    """The coroutine, to be a task: what its steps spend is spent by the request."""
    watch = None if here is None else here.watch
    return steps if watch is None else Measured(steps, watch)
