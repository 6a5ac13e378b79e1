from __future__ import annotations

from dogwatch.draw.figures.query_table import query_table
from tests.draw.figures.bodies import asking
from tests.draw.samples import data, store, view

SHOP = data(
    store(
        ("page.hits", ["env:prod", "route:a"], "count", [1.0] * 10),
        ("page.hits", ["env:prod", "route:b"], "count", [5.0] * 10),
        ("page.errors", ["env:prod", "route:a"], "count", [1.0] * 2),
    )
)
QUERIES = {
    "hits": "sum:page.hits{$env} by {route}.as_count()",
    "errors": "sum:page.errors{$env} by {route}.as_count()",
}


def test_has_a_row_per_group_and_a_column_per_formula() -> None:
    formats = [{"comparator": ">", "value": 1, "palette": "white_on_red"}]
    formulas = ({"formula": "hits", "alias": "Hits"}, {"formula": "errors", "conditional_formats": formats})
    figure = query_table(asking("query_table", QUERIES, *formulas), SHOP, view())
    assert figure.keys == ("route",)
    assert [column.name for column in figure.columns] == ["Hits", "sum:page.errors{env:prod} by {route}.as_count()"]
    assert [(row.group, [cell.value for cell in row.cells]) for row in figure.rows] == [
        (("b",), [50, None]),
        (("a",), [10, 2]),
    ]
    assert figure.rows[1].cells[1].look.palette == "white_on_red"


def test_is_sorted_by_the_column_that_says_so() -> None:
    formulas = ("hits", {"formula": "errors", "limit": {"count": 5, "order": "desc"}})
    figure = query_table(asking("query_table", QUERIES, *formulas), SHOP, view())
    assert [row.group for row in figure.rows] == [("a",), ("b",)]
