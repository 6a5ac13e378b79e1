"""Series as Datadog has them, to be played again in a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dogwatch.client import Send, expect
from dogwatch.errors import UsageError
from dogwatch.kinds import Request
from dogwatch.measure import Kind
from dogwatch.testing.load.points import Series

from .recorded import Recorded
from .table import recorded


def fetched(send: Send, query: str, begin: int, end: int, kind: Kind = "gauge") -> list[Recorded]:
    """The series of a query from a second to another, as Datadog answers them (docs: api, query timeseries points).

    A series has the tags that the query groups by and those of its scope that say a value. Raises ApiError for what
    Datadog refuses, and UsageError where it has nothing.
    """
    asked = (("from", str(begin)), ("to", str(end)), ("query", query))
    answer = expect(send(Request("GET", "/api/v1/query", asked)), f"the series of {query}")
    found = list(_series(answer, kind))
    if not found:
        raise UsageError(f"Datadog has no values of {query} then; look at the times and at the scope")
    return recorded(found)


def _series(answer: Any, kind: Kind) -> Iterator[tuple[Series, list[tuple[int, float]]]]:
    for each in answer.get("series") or ():
        scope = [tag for tag in str(each.get("scope") or "").split(",") if ":" in tag and not tag.startswith("!")]
        tags = frozenset(tag.lower() for tag in (*scope, *(each.get("tag_set") or ())))
        points = [(int(at / 1000), float(value)) for at, value in each["pointlist"] if value is not None]
        if points:
            yield Series(str(each["metric"]), kind, tags), points
