from __future__ import annotations

from dogwatch.draw.figures.toplist import toplist
from dogwatch.draw.paint.toplist import paint
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


def test_a_pie_has_a_slice_for_each_in_a_colour_of_its_own_and_the_least_together() -> None:
    figure = toplist(asking("sunburst", QUERY, sort={"count": 50}), HITS, view())
    assert figure.is_pie
    assert figure.remarks == ()
    assert [row.name for row in figure.rows[-2:]] == ["r4", "3 others"]
    assert figure.rows[-1].value == 60
    assert len({row.colour for row in figure.rows}) == len(figure.rows) == 12


def test_a_pie_is_a_ring_with_shares_that_come_to_all_of_it() -> None:
    text = paint(toplist(asking("sunburst", QUERY, sort={"count": 2}), HITS, view()))
    assert text.count('<path d="M') == 2
    assert "51.9 %" in text
    assert "48.1 %" in text
    assert ">270</text>" in text
    alone = paint(toplist(asking("sunburst", {"a": "sum:page.hits{*}.as_count()"}), HITS, view()))
    assert "A48.0 48.0 0 1 1" in alone
    assert "100.0 %" in alone
