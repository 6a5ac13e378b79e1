from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.slo_list import slo_list
from dogwatch.draw.paint.slo_list import paint
from dogwatch.draw.remark import NotDrawn
from tests.draw.samples import data, store, view


def promise(name: str, target: float, *tags: str, outcome: str = "ok") -> dict[str, Any]:
    query = {"numerator": f"sum:hits{{outcome:{outcome}}}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    thresholds = [{"timeframe": "7d", "target": target}]
    return {"type": "metric", "name": name, "query": query, "thresholds": thresholds, "tags": list(tags)}


SLOS = {
    "kept": promise("Calls <b>succeed</b>", 95, "env:prod", "team:shop"),
    "broken": promise("Carts are paid", 99.5, "env:prod", "team:pay"),
    "elsewhere": promise("Calls fail", 1, "env:dev", outcome="error"),
}
MEASURED = store(("hits", ["outcome:ok"], "count", [98.0] * 10), ("hits", ["outcome:error"], "count", [2.0] * 10))
SHOP = replace(data(MEASURED, SLOS), slos=SLOS.items)


def widget(search: str, **query: Any) -> dict[str, Any]:
    asked = {"query_string": search, **query}
    return {"type": "slo_list", "requests": [{"request_type": "slo_list", "query": asked}]}


def names(search: str, **query: Any) -> list[str]:
    return [row.name for row in slo_list(widget(search, **query), SHOP, view()).rows]


def test_shows_what_the_search_finds_the_broken_promises_first() -> None:
    figure = slo_list(widget("env:prod"), SHOP, view())
    assert [(row.name, row.state) for row in figure.rows] == [
        ("Carts are paid", "breached"),
        ("Calls <b>succeed</b>", "ok"),
    ]
    assert [window.sli for row in figure.rows for window in row.windows] == [98, 98]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 3),
        ("*", 3),
        ("$env", 2),
        ("env:prod AND team:pay", 1),
        ("team:(shop OR pay)", 2),
        ("-env:prod", 1),
        ("team:*", 2),
        ("calls", 2),
        ('"calls succeed"', 0),
        ("slo_type:metric carts", 1),
        ("env:p", 0),
    ],
)
def test_a_search_is_one_of_tags_and_of_words_in_names(search: str, found: int) -> None:
    assert len(names(search)) == found


def test_is_in_the_order_that_it_asks_for_and_no_longer_than_its_limit() -> None:
    by_sli = [{"column": "status.sli", "order": "asc"}]
    assert names("", sort=by_sli)[0] == "Calls fail"
    figure = slo_list(widget("", sort=by_sli, limit=1), SHOP, view())
    assert (len(figure.rows), figure.left_out) == (1, 2)
    with pytest.raises(NotDrawn, match=r"order by name .* only by status\.sli"):
        names("", sort=[{"column": "name", "order": "asc"}])


def test_one_that_is_not_measured_is_said_and_the_others_are_shown() -> None:
    up = {"type": "monitor", "name": "up", "thresholds": [{"timeframe": "7d", "target": 99}], "tags": ["env:prod"]}
    with_up = {**SLOS, "up": up}
    figure = slo_list(widget("env:prod"), replace(SHOP, slo=with_up.get, slos=with_up.items), view())
    assert [row.state for row in figure.rows] == ["breached", "ok", "no_data"]
    assert "up is not measured here" in paint(figure)


def test_is_painted_with_states_and_budgets_and_no_markup_of_its_names() -> None:
    html = paint(slo_list(widget("env:prod"), SHOP, view()))
    assert "Calls &lt;b&gt;succeed" in html
    assert ">Breached<" in html
    assert "98 % over 7d, target 95 %" in html
    assert "60 % of the budget left" in html
    assert "No SLO matches" in paint(slo_list(widget("env:none"), SHOP, view()))


def test_a_search_that_cannot_be_held_against_slos_says_what_to_write() -> None:
    with pytest.raises(NotDrawn, match="env:prod"):
        names("target:>99")
