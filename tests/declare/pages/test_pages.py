"""What holds for every page, whatever is on it."""

from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.feature import Feature
from dogwatch.declare.pages import feature_page, oncall_page, overview
from dogwatch.declare.rules.dashboard import dashboard_mistakes
from dogwatch.kinds import DASHBOARD
from dogwatch.kinds.dashboard.widgets import warnings
from tests.declare.dashboards import PAYMENTS, feature, made_of, setting, widget_mistakes

FULL = feature()
BARE = feature("bare", description="", runbook=None, signals=(), objectives=())


def pages(*features: Feature) -> list[Dashboard]:
    return [*map(feature_page, features), overview(features), oncall_page(PAYMENTS, features)]


def queries(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["query"]] if value.get("data_source") == "metrics" else []
        return own + [text for item in value.values() for text in queries(item)]
    return [text for item in value for text in queries(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("page", pages(FULL, BARE), ids=lambda page: str(page.path))
def test_a_page_is_sound_and_fits_datadogs_types(page: Dashboard) -> None:
    made = made_of(FULL, BARE)
    body = dashboard_resource(page, setting(), made).body
    assert list(dashboard_mistakes(page)) == []
    assert list(widget_mistakes(page, setting(), made)) == []
    assert DASHBOARD.problems(body) == []
    assert warnings(body) == []


@pytest.mark.parametrize("page", pages(FULL), ids=lambda page: str(page.path))
def test_every_query_asks_for_the_chosen_environment_and_service(page: Dashboard) -> None:
    asked = queries(dashboard_resource(page, setting(), []).body)
    assert asked
    assert [query for query in asked if "$env" not in query or "$service" not in query] == []


@pytest.mark.parametrize("page", pages(FULL), ids=lambda page: str(page.path))
def test_a_page_is_the_same_every_time(page: Dashboard) -> None:
    first, second = (dashboard_resource(page, setting(), made_of(FULL)).body for _ in range(2))
    assert first == second
    assert DASHBOARD.compare.differences(first, second) == []


def test_a_page_of_an_unreadable_feature_can_be_declared() -> None:
    """Nothing is drawn before the feature was checked, so its mistake is reported and not an exception."""
    assert [page.name for page in pages(feature("Not A Name", signals=(1,)))] == ["page", "overview", "oncall-payments"]
