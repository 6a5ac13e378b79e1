from __future__ import annotations

from dogwatch.declare.widgets import sunburst, treemap
from dogwatch.query import metric

from .test_graphs import definition

BY_SERVICE = metric("calls").sum().as_count().by("service")


def test_rings_have_the_largest_shares_first_and_a_legend() -> None:
    shown = definition(sunburst("Calls", BY_SERVICE, count=5, legend="inline"))
    assert shown["requests"][0]["sort"] == {"count": 5, "order_by": [{"type": "formula", "index": 0, "order": "desc"}]}
    assert shown["legend"] == {"type": "inline"}


def test_areas_are_of_numbers() -> None:
    shown = definition(treemap("Calls", BY_SERVICE, time="1h"))
    assert (shown["requests"][0]["response_format"], shown["time"]) == ("scalar", {"live_span": "1h"})
