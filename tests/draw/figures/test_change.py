from __future__ import annotations

import numpy as np
import pytest

from dogwatch.draw.figures.change import Row, change
from dogwatch.draw.remark import NotDrawn
from dogwatch.measure import Store
from tests.draw.figures.bodies import asking
from tests.draw.samples import NOW, data, view

QUERY = {"a": "sum:page.hits{$env} by {route}.as_count()"}


def before_and_now() -> Store:
    """Ten then and fifteen now on one route, and five now on another."""
    made = Store()
    rows = [made.series("page.hits", ["env:prod", f"route:{name}"], "count") for name in "ab"]
    made.add(rows[0], NOW - 7 * 86400 - 60 * np.arange(10, 0, -1), np.ones(10))
    made.add(rows[0], NOW - 60 * np.arange(15, 0, -1), np.ones(15))
    made.add(rows[1], NOW - 60 * np.arange(5, 0, -1), np.ones(5))
    return made


def test_compares_the_last_formula_with_the_first() -> None:
    body = asking("change", QUERY, "week_before(a)", "a", change_type="relative", increase_good=True)
    figure = change(body, data(before_and_now()), view())
    assert figure.rows == (Row("a", 15, 10, 5, 50), Row("b", 5, None, None, None))
    assert (figure.is_relative, figure.increase_is_good, figure.against) == (True, True, "week before")


def test_compares_a_classic_query_with_what_it_names() -> None:
    request = {
        "q": QUERY["a"],
        "compare_to": "week_before",
        "aggregator": "sum",
        "order_by": "name",
        "order_dir": "asc",
    }
    figure = change({"type": "change", "requests": [{**request}]}, data(before_and_now()), view())
    assert [row.name for row in figure.rows] == ["a", "b"]
    assert figure.rows[0].before == 10


def test_says_what_it_cannot_compare_with() -> None:
    request = {"q": QUERY["a"], "compare_to": "lunch"}
    with pytest.raises(NotDrawn, match="lunch"):
        change({"type": "change", "requests": [request]}, data(before_and_now()), view())
