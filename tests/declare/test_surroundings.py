from __future__ import annotations

from dogwatch.declare import Slo
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.uptime import Uptime

from .dashboards import PAYMENTS, feature, made_of, setting


def test_a_feature_has_its_own_monitors_and_slos() -> None:
    checkout, search = feature(), feature("search")
    around = Surroundings(setting(), made_of(checkout, search))
    assert {slo.path for slo in around.slos_of(checkout)} == {"checkout/availability", "checkout/latency"}
    assert {slo.path for slo in around.slos_of(search)} == {"search/availability", "search/latency"}


def test_what_does_not_exist_in_the_environment_is_not_there() -> None:
    checkout = feature()
    only = Slo(
        "only",
        feature=checkout,
        target="99%",
        sli=Uptime(["${monitor:shop/checkout/errors}"]),
        title="t",
        environments=("prod",),
    )
    assert Surroundings(setting("prod"), [only]).slos_of(checkout) == [only]
    assert Surroundings(setting("staging"), [only]).slos_of(checkout) == []


def test_teams_are_found_by_name_too() -> None:
    around = Surroundings(setting(), [])
    assert around.team_of(feature(team="payments")) is PAYMENTS
    assert around.team_of(feature()) is PAYMENTS


def test_a_runbook_is_an_address() -> None:
    around = Surroundings(setting(), [])
    assert around.runbook_of(feature()) == "https://example.com/shop/docs/runbook.md"
    assert around.runbook_of(feature(runbook=None)) is None
