from __future__ import annotations

from dataclasses import replace

from dogwatch import Catalog, Dashboard, Monitor, Team, Tier
from dogwatch.declare import Declared
from dogwatch.declare.setting import Setting

from .features import feature

PAYMENTS = Team("payments")
SETTING = Setting.of(Declared(Catalog("shop"), (PAYMENTS,), (), (), ()), "prod")
WORDS = {"title": "t", "what": "w", "query": "avg(last_5m):avg:x{$env} > 1"}


def test_a_key_begins_with_the_catalog() -> None:
    assert SETTING.key_of(Monitor("busy", feature=feature(), **WORDS)) == "shop/checkout/busy"
    assert SETTING.key_of(Monitor("busy", team="payments", **WORDS)) == "shop/busy"


def test_finds_a_team_by_its_name() -> None:
    assert SETTING.team_of(Monitor("busy", team="payments", **WORDS)) is PAYMENTS
    search = Team("search")
    assert SETTING.team_of(Monitor("busy", team=search, **WORDS)) is search


def test_a_name_says_where_and_what_it_concerns() -> None:
    assert SETTING.name_of(Monitor("busy", feature=feature(), service="x", **WORDS), "slow") == "[prod] checkout: slow"
    assert SETTING.name_of(Monitor("busy", service="shop-db", **WORDS), "slow") == "[prod] shop-db: slow"
    assert SETTING.name_of(Monitor("busy", **WORDS), "slow") == "[prod] slow"


def test_the_prefix_of_a_target_stands_in_the_place_of_the_environment() -> None:
    def name(prefix: str) -> str:
        return replace(SETTING, prefix=prefix).name_of(Monitor("busy", service="shop-db", **WORDS), "slow")

    assert [name("(eu)"), name("")] == ["(eu) shop-db: slow", "shop-db: slow"]


def test_the_title_of_what_people_look_at_is_bare_in_production_and_nowhere_else() -> None:
    page = Dashboard("page", team="payments", title="Sales", widgets=[])
    staging = replace(SETTING, env="staging")
    assert SETTING.title_of(page, "Sales") == "Sales"
    assert staging.title_of(page, "Sales") == "[staging] Sales"
    assert [replace(each, prefix="(eu)").title_of(page, "Sales") for each in (SETTING, staging)] == ["(eu) Sales"] * 2


def test_tags_say_whose_it_is_and_end_with_the_mark() -> None:
    monitor = Monitor("busy", feature=feature(tags=["area:shop"]), tags=["area:shop", "x:y"], **WORDS)
    assert SETTING.tags_of(monitor) == [
        "managed_by:dogwatch",
        "catalog:shop",
        "team:payments",
        "env:prod",
        "service:shop-api",
        "feature:checkout",
        "tier:1",
        "area:shop",
        "x:y",
        "dogwatch:prod/shop/checkout/busy",
    ]


def test_a_part_of_a_composite_is_told_from_the_others() -> None:
    assert "tells:nobody" in SETTING.tags_of(Monitor("busy", feature=feature(), tells=False, **WORDS))


def test_its_own_service_stands_before_the_features() -> None:
    tags = SETTING.tags_of(Monitor("busy", feature=feature(), service="shop-db", **WORDS))
    assert [tag for tag in tags if tag.startswith("service:")] == ["service:shop-db"]
    without = SETTING.tags_of(Monitor("busy", team="payments", **WORDS))
    assert not any(tag.startswith(("service:", "feature:", "tier:")) for tag in without)


def test_what_is_of_no_feature_is_of_the_third_tier() -> None:
    assert SETTING.tier_of(Monitor("busy", feature=feature(), **WORDS)).number == 1
    assert SETTING.tier_of(Monitor("busy", team="payments", **WORDS)).number == 3


def test_declared_tiers_take_the_place_of_the_librarys() -> None:
    mine = Tier(1, priority=2)
    setting = Setting.of(Declared(Catalog("shop"), (PAYMENTS,), (), (), (), tiers=(mine,)), "prod")
    assert setting.tier_of(feature()) is mine
    assert setting.pages_for(Monitor("busy", feature=feature(), **WORDS)) is False


def test_messages_link_to_the_first_linked_dashboard_of_a_feature() -> None:
    checkout = feature()
    first, second = (Dashboard(name, feature=checkout, linked=True) for name in ("a", "b"))
    of_nobody = Dashboard("c", team="payments", linked=True)
    setting = SETTING.with_pages([of_nobody, Dashboard("d", feature=checkout), first, second])
    assert setting.pages == {"checkout": first}
