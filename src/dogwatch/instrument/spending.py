"""What a request spends of the processor: in the steps of its task and of those it begins, and in threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from .context import spending
from .steps import Measured, Stopwatch

if TYPE_CHECKING:
    from .calls import Calls


class Spending:
    """The processor time of one request, until that is over; without a watch somebody else reads the clocks."""

    __slots__ = ("_feature", "_is_over", "_watch")

    def __init__(self, feature: str, watch: Stopwatch | None) -> None:
        self._feature = feature
        self._watch = watch
        self._is_over = False

    def counts(self, feature: str) -> bool:
        """Whether what calls of that feature spend is part of it, so that it counts once."""
        return feature == self._feature and not self._is_over

    @property
    def watch(self) -> Stopwatch | None:
        """What measures it, if that is done for this request and it is not over."""
        return None if self._is_over else self._watch

    def over(self) -> None:
        self._is_over = True


@contextmanager
def spent(calls: Calls, watch: Stopwatch | None) -> Iterator[None]:
    """Inside, a request is handled, which counts the processor time of calls of its feature as its own.

    What the watch has at the end is kept.
    """
    here = Spending(calls.feature, watch)
    token = spending.set(here)
    try:
        yield
    finally:
        here.over()
        with suppress(ValueError):  # a stream that is closed elsewhere, where nothing was set
            spending.reset(token)
        if watch is not None:
            calls.used(watch.spent)


def for_request(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, to be run in another thread: what it spends there is spent by the request that is handled here."""
    here = spending.get()
    watch = None if here is None else here.watch
    return function if watch is None else partial(watch.step, function)


def task_of(steps: Any, here: Spending | None) -> Any:
    """The coroutine, to be a task: what its steps spend is spent by the request."""
    watch = None if here is None else here.watch
    return steps if watch is None else Measured(steps, watch)
