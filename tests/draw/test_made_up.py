from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dogwatch.draw import Data, choices, made_up, page
from dogwatch.draw.figures.box import Box
from dogwatch.measure import Plan, Store
from dogwatch.query import parse_metric
from tests.draw.samples import ENV, HOUR, NOW

OF_ENV = "$env,service:web"
WIDGETS = [
    f"sum:page.hits{{{OF_ENV},outcome:error}} by {{route}}.as_count()",
    f"sum:page.hits{{{OF_ENV}}}.as_count()",
    f"p95:page.time{{{OF_ENV}}}",
    "avg:page.load{*} by {host}",
    f"week_before(sum:page.hits{{{OF_ENV}}}.as_count())",
]
SLO = {"query": {"numerator": "sum:jobs{ok:true}.as_count()", "denominator": "sum:jobs{*}.as_count()"}}


def dashboard() -> dict[str, Any]:
    widgets = [{"definition": {"type": "timeseries", "requests": [{"q": query}]}} for query in WIDGETS]
    return {**ENV, "widgets": [*widgets, {"definition": {"type": "slo", "slo_id": "one"}}]}


def made(slos: dict[str, Any]) -> Store:
    body = dashboard()
    return made_up(body, slos, choices(body, {}), NOW - HOUR, NOW, lambda metric: None, lambda metric: None)


def total(store: Store, query: str, begin: int = NOW - HOUR) -> float:
    tree: Any = parse_metric(query)
    return float(Plan(store, tree).scalar(begin, begin + HOUR, "sum").values.sum())


def test_every_widget_has_something_to_show() -> None:
    figures = [placed.figure for placed in page(dashboard(), Data(made({})), NOW).widgets[:-1]]
    for figure in figures:
        assert not isinstance(figure, Box)
        assert figure.lines  # type: ignore[union-attr]


def test_errors_are_a_small_part_of_all() -> None:
    store = made({})
    share = total(store, "sum:page.hits{outcome:error}.as_count()") / total(store, "sum:page.hits{*}.as_count()")
    assert 0 < share < 0.2


def test_an_slo_that_the_dashboard_names_has_events_and_others_have_none() -> None:
    assert total(made({"one": SLO}), "sum:jobs{ok:true}.as_count()") > 0
    assert "jobs" not in made({"another": SLO}).metrics


def test_the_week_before_is_like_now() -> None:
    store = made({})
    now, before = (total(store, "sum:page.hits{*}.as_count()", NOW - HOUR - back) for back in (0, 7 * 86400))
    assert 0.5 < now / before < 2


@pytest.mark.parametrize("now", [NOW, NOW - NOW % 3600 + 1234])
def test_the_week_before_ends_without_a_spike_wherever_in_a_bucket_that_is(now: int) -> None:
    body = dashboard()
    store = made_up(body, {}, choices(body, {}), now - HOUR, now, lambda metric: None, lambda metric: None)
    query: Any = parse_metric("week_before(sum:page.hits{service:web}.as_count())")
    values = Plan(store, query).series(now - HOUR, now).values[0]
    assert np.nanmax(values) < 3 * np.nanmedian(values)


def test_the_same_is_made_up_again() -> None:
    a, b = (
        Plan(made({}), parse_metric("avg:page.load{*}")).series(NOW - HOUR, NOW).values  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert np.array_equal(a, b, equal_nan=True)
