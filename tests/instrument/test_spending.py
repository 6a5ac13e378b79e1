"""What a request spends: whose it is, until when, and what becomes of coroutines and functions that are followed."""

from __future__ import annotations

import asyncio
import gc
import inspect
import threading
import time
from collections.abc import Coroutine
from typing import Any

from dogwatch.instrument import track
from dogwatch.instrument.client import calls
from dogwatch.instrument.context import spending
from dogwatch.instrument.spending import Spending, for_request, task_of
from dogwatch.instrument.steps import Stopwatch
from dogwatch.instrument.testing import RecordedMetrics


def burn(seconds: float = 0.01) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def waiting() -> None:
    await asyncio.sleep(10)


def test_calls_of_the_same_feature_are_part_of_the_request_and_others_are_not(
    recorded_metrics: RecordedMetrics,
) -> None:
    watch = Stopwatch()
    with Spending(calls("spent", None), watch):
        watch.step(track("spent")(burn))
        watch.step(track("spent-inside")(burn))
    (whole,) = recorded_metrics.values("feature.cpu", feature="spent")
    (inside,) = recorded_metrics.values("feature.cpu", feature="spent-inside")
    assert whole >= 0.02 > inside >= 0.01


def test_a_task_that_outlives_its_request_has_its_own_processor_time(recorded_metrics: RecordedMetrics) -> None:
    @track("outliving", cpu=True)
    async def late() -> None:
        await asyncio.sleep(0.01)
        burn()

    async def request() -> None:
        watch = Stopwatch()
        with Spending(calls("outliving", None), watch):
            running = asyncio.create_task(task_of(late(), spending.get()))
            await asyncio.sleep(0)
        await running

    asyncio.run(request())
    first, second = recorded_metrics.values("feature.cpu", feature="outliving")
    assert first < 0.01 <= second


def test_threads_at_once_add_up_and_a_step_within_a_step_counts_once() -> None:
    watch = Stopwatch()
    running = [threading.Thread(target=watch.step, args=(watch.step, burn, 0.02)) for _ in range(4)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert 0.08 <= watch.spent / 1e9 < 0.1


def test_outside_of_a_measured_request_things_are_left_as_they_are() -> None:
    with Spending(calls("not-sampled", None)):
        assert for_request(burn) is burn
        unstarted: Coroutine[Any, Any, None] = waiting()
        assert task_of(unstarted, spending.get()) is unstarted
        unstarted.close()
    assert for_request(burn) is burn


def test_a_task_that_is_cancelled_before_it_begins_leaves_nothing_behind() -> None:
    async def request() -> asyncio.Task[None]:
        with Spending(calls("cancelled-early", None), Stopwatch()):
            task: asyncio.Task[None] = asyncio.create_task(task_of(waiting(), spending.get()))
        task.cancel()
        await asyncio.wait([task])
        return task

    assert asyncio.run(request()).cancelled()
    gc.collect()  # a coroutine that was never awaited would warn


def test_a_followed_task_looks_like_any_other() -> None:
    async def request() -> None:
        with Spending(calls("looked-at", None), Stopwatch()):
            task = asyncio.create_task(task_of(waiting(), spending.get()))
            await asyncio.sleep(0)
            steps: Any = task.get_coro()
            assert (steps.__name__, inspect.getcoroutinestate(steps)) == ("waiting", inspect.CORO_SUSPENDED)
            assert [frame.f_code.co_name for frame in task.get_stack()] == ["waiting"]
            assert "waiting" in repr(task)
            task.cancel()

    asyncio.run(request())
