from __future__ import annotations

from dogwatch.draw.figures.toplist import toplist
from tests.draw.figures.bodies import asking
from tests.draw.samples import data, store, view

HITS = data(
    store(*(("page.hits", ["env:prod", f"route:r{number}"], "count", [float(number)] * 10) for number in range(1, 15)))
)
QUERY = {"a": "sum:page.hits{$env} by {route}.as_count()"}


def test_has_ten_rows_the_greatest_first() -> None:
    figure = toplist(asking("toplist", QUERY), HITS, view())
    assert [(row.name, row.value) for row in figure.rows[:2]] == [("r14", 140), ("r13", 130)]
    assert len(figure.rows) == 10


def test_sorts_and_ends_as_the_request_says() -> None:
    sort = {"count": 3, "order_by": [{"type": "formula", "index": 0, "order": "asc"}]}
    figure = toplist(asking("toplist", QUERY, sort=sort), HITS, view())
    assert [row.name for row in figure.rows] == ["r1", "r2", "r3"]


def test_sorts_and_ends_as_the_formula_says() -> None:
    figure = toplist(asking("toplist", QUERY, {"formula": "a", "limit": {"count": 2, "order": "desc"}}), HITS, view())
    assert [row.name for row in figure.rows] == ["r14", "r13"]


def test_says_where_another_kind_is_drawn_as_a_list() -> None:
    assert toplist(asking("treemap", QUERY), HITS, view()).remarks == ("This treemap is drawn as a list.",)
