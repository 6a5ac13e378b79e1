from __future__ import annotations

from dogwatch import Feature, Monitor, Team

payments, storefront = Team("payments"), Team("storefront")
checkout = Feature("checkout", team=payments, service="shop-api")


def monitor(feature: Feature | None = None, team: Team | None = None) -> Monitor:
    query = "avg(last_5m):avg:system.load.1{$env} > 3"
    return Monitor("load", feature=feature, team=team, query=query, title="load above 3", what="It works too hard.")


def test_its_path_begins_with_its_feature() -> None:
    assert monitor(feature=checkout).path == "checkout/load"
    assert monitor(team=payments).path == "load"


def test_its_own_team_answers_before_the_features() -> None:
    assert monitor(feature=checkout).owner is payments
    assert monitor(feature=checkout, team=storefront).owner is storefront
    assert monitor().owner is None


def test_a_single_environment_is_a_list_of_one() -> None:
    one = Monitor("x", query="q", title="t", what="w", environments="prod", tags="area:shop")
    assert (one.environments, one.tags) == (("prod",), ("area:shop",))
