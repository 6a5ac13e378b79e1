from __future__ import annotations

import pytest

from dogwatch.instrument import complaints


def test_the_same_is_told_once_and_no_more_than_anybody_reads(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complaints, "_LOGGED", set())
    for number in range(300):
        complaints.complain(f"about {number // 2}", f"text {number}")

    assert [record.getMessage() for record in caplog.records][:2] == ["text 0", "text 2"]
    assert len(caplog.records) == 100
    assert {record.name for record in caplog.records} == {"dogwatch.instrument"}
