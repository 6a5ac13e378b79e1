from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from dogwatch.instrument import current_feature, mark_error, seam, track
from dogwatch.instrument.context import SPAN, Call
from dogwatch.instrument.testing import RecordedMetrics


def test_who_traces_is_told_of_every_call_and_its_end(
    recorded_metrics: RecordedMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def begun(call: Call) -> None:
        seen.append(f"{current_feature()} begins" if current_feature() else "a generator begins")
        call[SPAN] = "a span"

    monkeypatch.setattr(seam, "begun", begun)
    monkeypatch.setattr(seam, "ended", lambda call, *end: seen.append(end))

    @track("function")
    def function() -> None: ...

    @track("coroutine")
    async def coroutine() -> None: ...

    @track("generator")
    def generator() -> Iterator[int]:
        yield 1

    function()
    asyncio.run(coroutine())
    list(generator())
    with pytest.raises(KeyError), track("block"):
        raise KeyError("a")

    assert [str(what) for what in seen] == [
        "function begins",
        "(False, None, None)",
        "coroutine begins",
        "(False, None, None)",
        "a generator begins",
        "(False, None, None)",
        "block begins",
        "(True, 'KeyError', KeyError('a'))",
    ]
    assert recorded_metrics.count("feature.hits", outcome="ok") == 3


def test_all_who_join_are_told_of_calls_once(
    recorded_metrics: RecordedMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    first: list[Call] = []
    second: list[Call] = []
    failed: list[str | None] = []
    monkeypatch.setattr(seam, "begun", None)
    monkeypatch.setattr(seam, "_joined", [])
    monkeypatch.setattr(seam, "failed", lambda call, error_type: failed.append(error_type))

    for who in (first, second, first):
        seam.join(who.append)
    with track("block"):
        mark_error("declined")
    assert (len(first), len(second), failed) == (1, 1, ["declined"])
