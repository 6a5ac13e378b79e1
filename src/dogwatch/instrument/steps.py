"""Generators and coroutines run in steps; what belongs to a call holds while one of its steps runs, and only then."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from threading import get_ident
from time import thread_time_ns
from typing import Any, TypeAlias

from .context import Call, current, left

# Runs one step: what resumes the generator, and what goes into it.
Step: TypeAlias = Callable[[Callable[[Any], Any], Any], Any]


def driven(steps: Any, step: Step) -> Generator[Any, Any, Any]:
    """A generator that does what `steps` does (a generator or coroutine), each step through `step` (PEP 380)."""
    resume, value = steps.send, None
    while True:
        try:
            made = step(resume, value)
        except StopIteration as end:
            return end.value
        try:
            value = yield made
            resume = steps.send
        except GeneratorExit:
            step(_closing, steps)
            raise
        except BaseException as error:  # noqa: BLE001 - it is the generator's to handle
            resume, value = steps.throw, error


def plain(resume: Callable[[Any], Any], value: Any) -> Any:
    """A step with nothing around it."""
    return resume(value)


def _closing(steps: Any) -> None:
    steps.close()


class Stopwatch:
    """Adds up the processor time of threads over the steps that they run, several at once; one within another counts
    once.
    """

    __slots__ = ("_running", "_spent")

    def __init__(self) -> None:
        # By thread, each of which adds to its own alone, so that nothing is lost without a lock.
        self._spent: dict[int, int] = {}
        self._running: set[int] = set()

    @property
    def spent(self) -> int:
        """Nanoseconds, of the steps that are over."""
        return sum(list(self._spent.values()))

    def step(self, resume: Callable[..., Any], *given: Any, **named: Any) -> Any:
        thread = get_ident()
        if thread in self._running:
            return resume(*given, **named)
        self._running.add(thread)
        began = thread_time_ns()
        try:
            return resume(*given, **named)
        finally:
            self._spent[thread] = self._spent.get(thread, 0) + thread_time_ns() - began
            self._running.discard(thread)


class Measured(Coroutine[Any, Any, Any]):
    """A coroutine, to be awaited or to be a task, with a watch that runs only while one of its steps does.

    To be awaited, it may be anything that can.
    """

    __slots__ = ("_coroutine", "_watch")

    def __init__(self, coroutine: Any, watch: Stopwatch) -> None:
        self._coroutine = coroutine
        self._watch = watch

    def send(self, value: Any) -> Any:
        return self._watch.step(self._coroutine.send, value)

    def throw(self, *raised: Any) -> Any:
        return self._watch.step(self._coroutine.throw, *raised)

    def close(self) -> None:
        self._watch.step(self._coroutine.close)

    def __await__(self) -> Generator[Any, Any, Any]:
        return driven(self._coroutine.__await__(), self._watch.step)

    def __getattr__(self, name: str) -> Any:
        """Its name, frame and state, which libraries look at in tasks."""
        return getattr(self._coroutine, name)


def within(call: Call) -> Step:
    """Steps in which the call is the one that runs; who reads the generator in between is in none of its steps.

    A call that a step begins goes on in the next ones, until it ends.
    """
    here: Call | None = call

    def step(resume: Callable[[Any], Any], value: Any) -> Any:
        nonlocal here
        token = current.set(here)
        try:
            return resume(value)
        finally:
            here = current.get()
            left(token)

    return step
