"""What else uses the metrics of what a plan deletes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dogwatch.plan import Use


def uses_data(uses: Iterable[Use]) -> list[dict[str, Any]]:
    """A row for each object: `{"kind", "id", "title", "reads", "link"}`."""
    return [
        {"kind": use.kind, "id": use.id, "title": use.title, "reads": list(use.reads), "link": use.link} for use in uses
    ]


def uses_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each object, and one for where it is seen."""
    for row in rows:
        yield f"{row['kind']} {row['id']} ({row['title']}) reads {', '.join(row['reads'])}"
        if row["link"]:
            yield f"    {row['link']}"
