"""Calls of generators and async generators."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Generator, Iterator

import pytest

from dogwatch.instrument import current_feature, mark_error, track
from dogwatch.instrument.testing import RecordedMetrics


def hits(recorded: RecordedMetrics, feature: str) -> tuple[int, int]:
    """Calls that were ok, and errors."""
    ok, failed = (recorded.count("feature.hits", feature=feature, outcome=outcome) for outcome in ("ok", "error"))
    return ok, failed


def test_a_generator_is_one_call_however_many_it_yields(recorded_metrics: RecordedMetrics) -> None:
    @track("export")
    def rows() -> Iterator[int]:
        yield from range(3)
        time.sleep(0.01)

    assert list(rows()) == [0, 1, 2]
    (took,) = recorded_metrics.values("feature.duration", feature="export")
    assert took >= 0.01
    assert hits(recorded_metrics, "export") == (1, 0)


def test_a_block_in_a_generator_goes_on_after_it_has_yielded(recorded_metrics: RecordedMetrics) -> None:
    @track("export")
    def rows() -> Iterator[str | None]:
        with track("query"):
            yield current_feature()
            yield current_feature()
            mark_error("timeout")
        yield current_feature()

    @track("async-export")
    async def async_rows() -> AsyncIterator[str | None]:
        for row in rows():
            with track("query"):
                yield row
                yield current_feature()
        yield current_feature()

    async def read() -> list[tuple[str | None, str | None]]:
        return [(inner, current_feature()) async for inner in async_rows()]

    inner, outside = zip(*asyncio.run(read()), strict=True)
    assert inner == ("query", "query", "query", "query", "export", "query", "async-export")
    assert set(outside) == {None}
    assert hits(recorded_metrics, "query") == (3, 1)
    assert hits(recorded_metrics, "export") == (1, 0)


@pytest.mark.parametrize("cpu", [False, True])
def test_what_is_sent_thrown_and_returned_passes_through(recorded_metrics: RecordedMetrics, cpu: bool) -> None:
    @track("talk", cpu=cpu)
    def talk() -> Generator[str, str, str]:
        said = yield "hello"
        try:
            yield said.upper()
        except KeyError as error:
            yield repr(error)
        return "end"

    talking = talk()
    assert (next(talking), talking.send("you"), talking.throw(KeyError(1))) == ("hello", "YOU", "KeyError(1)")
    with pytest.raises(StopIteration) as ended:
        next(talking)
    assert ended.value.value == "end"
    assert len(recorded_metrics.values("feature.cpu", feature="talk")) == cpu


def test_the_reader_of_a_generator_is_not_in_its_call(recorded_metrics: RecordedMetrics) -> None:
    @track("inside")
    def rows() -> Iterator[str | None]:
        yield current_feature()
        mark_error()
        yield current_feature()

    seen = [(inner, current_feature()) for inner in rows()]
    assert seen == [("inside", None), ("inside", None)]
    assert hits(recorded_metrics, "inside") == (0, 1)


def test_an_exception_in_a_generator_is_an_error(recorded_metrics: RecordedMetrics) -> None:
    @track("broken")
    def rows() -> Iterator[int]:
        yield 1
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        list(rows())
    assert recorded_metrics.count("feature.hits", feature="broken", error_type="valueerror") == 1


def test_a_generator_that_is_closed_early_was_ok_and_cleans_up(recorded_metrics: RecordedMetrics) -> None:
    cleaned = []

    @track("early")
    def rows() -> Iterator[int]:
        try:
            yield 1
        finally:
            cleaned.append(current_feature())

    reading = rows()
    next(reading)
    reading.close()
    assert (hits(recorded_metrics, "early"), cleaned) == ((1, 0), ["early"])


def test_a_generator_that_nobody_reads_is_no_call(recorded_metrics: RecordedMetrics) -> None:
    @track("unread")
    def rows() -> Iterator[int]:
        yield 1

    rows().close()
    assert hits(recorded_metrics, "unread") == (0, 0)


def test_an_async_generator_is_one_call(recorded_metrics: RecordedMetrics) -> None:
    @track("stream")
    async def rows(fails: bool = False) -> AsyncIterator[str | None]:
        yield current_feature()
        await asyncio.sleep(0)
        if fails:
            raise ValueError
        yield current_feature()

    async def read() -> list[tuple[str | None, str | None]]:
        with pytest.raises(ValueError):  # noqa: PT011
            [row async for row in rows(fails=True)]
        return [(row, current_feature()) async for row in rows()]

    assert asyncio.run(read()) == [("stream", None), ("stream", None)]
    assert hits(recorded_metrics, "stream") == (1, 1)


def test_an_async_generator_passes_on_what_is_sent_and_thrown(recorded_metrics: RecordedMetrics) -> None:
    cleaned = []

    @track("dialogue")
    async def talk():  # type: ignore[no-untyped-def]
        try:
            said = yield 1
            try:
                yield said
            except KeyError:
                yield "caught"
        finally:
            await asyncio.sleep(0)
            cleaned.append(current_feature())

    async def converse() -> list[object]:
        talking = talk()
        heard = [await talking.asend(None), await talking.asend("you"), await talking.athrow(KeyError())]
        await talking.aclose()
        return heard

    assert asyncio.run(converse()) == [1, "you", "caught"]
    assert (hits(recorded_metrics, "dialogue"), cleaned) == ((1, 0), ["dialogue"])


def test_a_loop_that_ends_closes_async_generators_without_complaint(recorded_metrics: RecordedMetrics) -> None:
    complaints = []

    @track("unfinished")
    async def rows() -> AsyncIterator[int]:
        try:
            yield 1
        finally:
            await asyncio.sleep(0)

    async def begin() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))
        kept.append(rows())
        await anext(kept[0])

    kept: list[AsyncIterator[int]] = []
    asyncio.run(begin())
    assert (hits(recorded_metrics, "unfinished"), complaints) == ((1, 0), [])
