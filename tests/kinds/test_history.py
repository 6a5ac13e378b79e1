from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dogwatch.kinds import History, history_of

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            {"modified": "2026-11-27T12:00:00+00:00", "creator": {"handle": "a@b.example", "email": "c@d.example"}},
            History(NOON, None, "a@b.example"),
        ),
        (
            {"modified_at": int(NOON.timestamp()), "creator": {"name": "Ann", "email": "a@b.example"}},
            History(NOON, None, "a@b.example"),
        ),
        ({"modified_at": "2026-11-27T13:00:00.5+01:00", "author_handle": "a@b.example"}, None),
        (
            {
                "attributes": {
                    "modified_at": "2026-11-27T12:00:00Z",
                    "modifier": {"data": {"attributes": {"handle": "eve@b.example"}}},
                    "creator": {"data": {"attributes": {"handle": "a@b.example"}}},
                }
            },
            History(NOON, "eve@b.example", "a@b.example"),
        ),
        (
            {"attributes": {"created_at": "2026-11-27T12:00:00Z", "modified_at": "1970-01-01T00:00:00+00:00"}},
            History(NOON, made=NOON),
        ),
        (
            {"created": "2026-11-27T12:00:00Z", "author": {"name": None, "handle": "a@b.example"}},
            History(NOON, None, "a@b.example", NOON),
        ),
        (
            {"meta": {"createdAt": "2026-11-27T12:00:00.000000123Z", "modifiedAt": "2026-11-27T12:00:00Z"}},
            History(NOON, made=NOON),
        ),
        ({"modified": "yesterday", "creator": "somebody", "author_handle": 7}, History()),
        ({"modified_at": 10**30}, History()),
        ({}, History()),
    ],
)
def test_reads_what_an_object_says_of_its_past(found: dict[str, Any], expected: History | None) -> None:
    assert history_of(found) == (expected or History(NOON.replace(microsecond=500_000), None, "a@b.example"))
