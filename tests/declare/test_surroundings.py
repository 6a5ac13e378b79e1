from __future__ import annotations

from dogwatch.declare import Monitor
from dogwatch.declare.surroundings import Surroundings

from .dashboards import PAYMENTS, feature, made_of, setting


def test_a_feature_has_its_own_monitors_and_slos() -> None:
    checkout, search = feature(), feature("search")
    around = Surroundings(setting(), made_of(checkout, search))
    assert {slo.path for slo in around.slos_of(checkout)} == {"checkout/availability", "checkout/latency"}
    assert all(monitor.feature is search for monitor in around.monitors_of(search))
    assert any(monitor.name == "errors" for monitor in around.monitors_of(search))


def test_what_does_not_exist_in_the_environment_is_not_there() -> None:
    checkout = feature()
    only = Monitor("only", feature=checkout, query="q", title="t", what="w", environments=("prod",))
    assert Surroundings(setting("prod"), [only]).monitors_of(checkout) == [only]
    assert Surroundings(setting("staging"), [only]).monitors_of(checkout) == []


def test_teams_are_found_by_name_too() -> None:
    around = Surroundings(setting(), [])
    assert around.team_of(feature(team="payments")) is PAYMENTS
    assert around.team_of(feature()) is PAYMENTS


def test_a_runbook_is_an_address() -> None:
    around = Surroundings(setting(), [])
    assert around.runbook_of(feature()) == "https://example.com/shop/docs/runbook.md"
    assert around.runbook_of(feature(runbook=None)) is None
