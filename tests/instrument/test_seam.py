from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from dogwatch.instrument import current_feature, seam, track
from dogwatch.instrument.context import Call, remark
from dogwatch.instrument.testing import RecordedMetrics


def test_who_traces_is_told_of_every_call_and_its_end(
    recorded_metrics: RecordedMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    def begun(call: Call) -> None:
        seen.append(f"{current_feature()} begins" if current_feature() else "a generator begins")
        remark(call).at_end = seen.append

    monkeypatch.setattr(seam, "begun", begun)

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
        "None",
        "coroutine begins",
        "None",
        "a generator begins",
        "None",
        "block begins",
        "'a'",
    ]
    assert recorded_metrics.count("feature.hits", outcome="ok") == 3
