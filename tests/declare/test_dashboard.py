from __future__ import annotations

from pathlib import Path

from dogwatch.declare.dashboard import Dashboard, TemplateVariable
from dogwatch.declare.widgets import note

from .dashboards import PAYMENTS, feature


def test_its_key_is_below_its_feature() -> None:
    assert Dashboard("page", feature=feature(), title="t").path == "checkout/page"
    assert Dashboard("shop", team=PAYMENTS, title="t").path == "shop"
    assert Dashboard("shop", team=PAYMENTS, title="t").reference == "${dashboard:$catalog/shop}"


def test_a_single_widget_is_a_list_of_one_and_a_function_stays() -> None:
    one = note("a")
    assert Dashboard("d", team=PAYMENTS, widgets=one).widgets == (one,)  # type: ignore[arg-type]
    assert callable(Dashboard("d", team=PAYMENTS, widgets=lambda around: [one]).widgets)


def test_a_variable_shows_everything_at_first() -> None:
    assert TemplateVariable("region").defaults == ("*",)
    assert TemplateVariable("region", defaults="eu").defaults == ("eu",)  # type: ignore[arg-type]


def test_its_place_is_where_it_was_written() -> None:
    dashboard = Dashboard("page", team=PAYMENTS)
    assert Path(dashboard.place.file) == Path(__file__)
