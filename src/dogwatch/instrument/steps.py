"""Generators and coroutines run in steps; what belongs to a call holds while one of its steps runs, and only then."""

from __future__ import annotations

from collections.abc import Callable, Generator
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
    """Adds up the thread's processor time over the steps that it runs."""

    def __init__(self) -> None:
        self.spent = 0

    def step(self, resume: Callable[[Any], Any], value: Any) -> Any:
        began = thread_time_ns()
        try:
            return resume(value)
        finally:
            self.spent += thread_time_ns() - began


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
