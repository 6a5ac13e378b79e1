"""Calls of coroutine functions."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import time

import pytest

from dogwatch.instrument import current_feature, mark_error, track
from dogwatch.instrument.testing import RecordedMetrics


def test_a_coroutine_takes_the_time_it_waits(recorded_metrics: RecordedMetrics) -> None:
    @track("search")
    async def find(word: str) -> str:
        await asyncio.sleep(0.02)
        return word

    assert asyncio.run(find("hat")) == "hat"
    (took,) = recorded_metrics.values("feature.duration", feature="search", outcome="ok")
    assert took >= 0.02
    assert recorded_metrics.values("feature.cpu", feature="search") == []


def test_a_partial_of_a_coroutine_function_is_one(recorded_metrics: RecordedMetrics) -> None:
    waiting = track("partial")(functools.partial(asyncio.sleep, 0.02))
    asyncio.run(waiting())
    (took,) = recorded_metrics.values("feature.duration", feature="partial")
    assert took >= 0.02


def test_tasks_that_take_turns_keep_their_own_outcome(recorded_metrics: RecordedMetrics) -> None:
    @track("turns")
    async def call(fails: bool) -> str | None:
        await asyncio.sleep(0)
        if fails:
            mark_error("odd")
        await asyncio.sleep(0)
        return current_feature()

    async def all_of_them() -> list[str | None]:
        return await asyncio.gather(*(call(number % 3 == 0) for number in range(30)))

    assert asyncio.run(all_of_them()) == ["turns"] * 30
    assert recorded_metrics.count("feature.hits", feature="turns", outcome="ok") == 20
    assert recorded_metrics.count("feature.hits", feature="turns", error_type="odd") == 10


def test_a_cancelled_task_is_an_error_unless_that_is_expected(recorded_metrics: RecordedMetrics) -> None:
    async def wait() -> None:
        await asyncio.sleep(10)

    async def cancel(*features: str) -> None:
        tasks = [
            asyncio.create_task(track("cancelled")(wait)()),
            asyncio.create_task(track("left", expected=asyncio.CancelledError)(wait)()),
        ]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        assert all(task.cancelled() for task in tasks)

    asyncio.run(cancel())
    assert recorded_metrics.count("feature.hits", feature="cancelled", error_type="cancellederror") == 1
    assert recorded_metrics.count("feature.hits", feature="left", outcome="ok") == 1


def test_processor_time_of_a_coroutine_is_that_of_its_steps(recorded_metrics: RecordedMetrics) -> None:
    @track("measured", cpu=True)
    async def call() -> int:
        await asyncio.sleep(0.02)
        return 1

    async def beside() -> int:
        spinning = asyncio.create_task(call())
        await asyncio.sleep(0)
        end = time.thread_time() + 0.05
        while time.thread_time() < end:
            pass
        return await spinning

    assert asyncio.run(beside()) == 1
    (spent,) = recorded_metrics.values("feature.cpu", feature="measured")
    assert 0 < spent < 0.04


def test_exceptions_reach_a_measured_coroutine(recorded_metrics: RecordedMetrics) -> None:
    @track("measured-errors", cpu=True)
    async def call() -> None:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)

    with pytest.raises(TimeoutError):
        asyncio.run(call())
    assert recorded_metrics.count("feature.hits", feature="measured-errors", error_type="timeouterror") == 1


def test_a_coroutine_closed_in_another_context_leaves_that_alone(recorded_metrics: RecordedMetrics) -> None:
    @track("parked")
    async def parked() -> None:
        await _Parked()

    begun = parked()
    contextvars.copy_context().run(begun.send, None)
    with track("around"):
        begun.close()
        assert current_feature() == "around"
    assert recorded_metrics.count("feature.hits", feature="parked", error_type="generatorexit") == 1


class _Parked:
    def __await__(self):  # type: ignore[no-untyped-def]
        yield
