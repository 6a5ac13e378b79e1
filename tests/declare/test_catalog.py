from __future__ import annotations

from pathlib import Path

from dogwatch.declare import load

from .catalogs import add, between, declared, mistakes, write

FEATURE = '{name} = Feature("{name}", team=payments, service="a", signals=[Errors(rate="1%")])\n'
CHECKOUT = FEATURE.format(name="checkout")


def test_holds_what_is_bound_also_in_lists_and_dicts(tmp_path: Path) -> None:
    text = """
    one = Feature("one", team=payments, service="a")
    several = [Feature("two", team=payments, service="a"), {"x": (Feature("three", team=payments, service="a"),)}]
    """
    assert [feature.name for feature in declared(tmp_path, text).features] == ["one", "two", "three"]


def test_counts_a_thing_with_two_names_once(tmp_path: Path) -> None:
    held = declared(tmp_path, CHECKOUT + "again = [checkout]\n")
    assert [feature.name for feature in held.features] == ["checkout"]
    assert held.lost == ()


def test_holds_what_the_modules_of_its_packages_bind(tmp_path: Path) -> None:
    features = between(CHECKOUT).replace('Catalog("shop")', 'Catalog("shop", packages=["monitors"])')
    by_hand = """
    from dogwatch import Monitor
    from features import checkout
    query = checkout.metrics.hits.sum().over("5m") > 3
    busy = Monitor("busy", feature=checkout, query=query, title="busy", what="Many people came.")
    """
    add(tmp_path, "monitors/__main__.py", "1 / 0\n")
    held = load(write(tmp_path, features=features, monitors__one=by_hand))
    assert [thing.path for thing in held.by_hand] == ["checkout/busy"]
    assert held.by_hand[0].feature is held.features[0]


def test_holds_teams_that_only_a_feature_or_a_monitor_names(tmp_path: Path) -> None:
    text = """
    f = Feature("f", team=Team("one"), service="a")
    m = Monitor("m", team=Team("two"), query="avg(last_5m):avg:x{$env} > 1", title="t", what="w")
    """
    assert [team.name for team in declared(tmp_path, text).teams] == ["payments", "one", "two"]


def test_holds_the_tiers_that_a_module_binds(tmp_path: Path) -> None:
    text = "tiers = [Tier(2, priority=1), Tier(4)]\n"
    assert [tier.number for tier in declared(tmp_path, text).tiers] == [2, 4]


def test_names_each_feature_that_no_name_holds(tmp_path: Path) -> None:
    text = """
    for name in ("one", "two"):
        feature = Feature(name, team=payments, service="a")
    Feature("three", team=payments, service="a")
    """
    assert [thing.name for thing in declared(tmp_path, text).lost] == ["one", "three"]


def test_leaves_what_a_module_outside_the_catalog_binds_to_it(tmp_path: Path) -> None:
    shared = between(CHECKOUT + FEATURE.format(name="search"))
    features = "from shared import checkout\n" + between("")
    held = load(write(tmp_path, shared=shared, features=features))
    assert [feature.name for feature in held.features] == ["checkout"]
    assert held.lost == ()


def test_reports_what_several_modules_raise_at_once(tmp_path: Path) -> None:
    features = between(CHECKOUT).replace('Catalog("shop")', 'Catalog("shop", packages=["monitors", "dashboards_py"])')
    said = mistakes(
        tmp_path, features, monitors__a="x = (\n", monitors__b="1/0\n", dashboards_py__c="import nothing_here\n"
    )
    assert [line for line in said.splitlines() if line.startswith(("monitors", "dashboards_py"))] == [
        "dashboards_py/c.py:1: import: there is no module 'nothing_here'",
        "monitors/a.py:1: syntax: '(' was never closed: x = (",
        "monitors/b.py:1: Python: ZeroDivisionError: division by zero",
    ]
