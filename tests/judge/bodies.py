"""Bodies of monitors for tests, and what was told in few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dogwatch.judge import Judging, Notice
from dogwatch.measure import Store

# A full hour, at which nothing else begins.
START = 1_700_002_800


def body(query: str, **options: Any) -> dict[str, Any]:
    """A metric monitor."""
    return {"type": "query alert", "name": "a", "query": query, "message": "", "options": options}


def judged(store: Store, query: str, **options: Any) -> Judging:
    """One monitor, with the id 1."""
    return Judging(store, {1: body(query, **options)}, now=START)


def told(notices: Sequence[Notice]) -> list[tuple[float, str]]:
    """When, in minutes, and what."""
    return [((notice.at - START) / 60, notice.status.word) for notice in notices]
