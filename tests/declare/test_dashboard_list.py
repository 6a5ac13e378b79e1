"""What becomes of declared lists of dashboards, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

DASHBOARDS = """
store = Team("store", notify="@slack-store")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
of_team = Dashboard("orders", team=payments, title="Orders", widgets=[widgets.note("a")])
of_feature = Dashboard("page", feature=checkout, title="Checkout", widgets=[widgets.note("b")])
free = Dashboard("wall", team=store, title="Wall", body={"layout_type": "free", "widgets": []})
"""
LIST = 'it = DashboardList("all", {})\n'


def items(folder: Path, arguments: str, env: str = "prod") -> dict[str, str]:
    """The types of what is in a list, by reference."""
    found = resources(folder, DASHBOARDS + LIST.format(arguments), env).values()
    [body] = [each.body for each in found if each.kind == "dashboard_list"]
    by_id = {item["id"]: item["type"] for item in body["dashboards"]}
    assert len(by_id) == len(body["dashboards"])
    return by_id


def said(folder: Path, text: str) -> list[str]:
    """What is wrong, less the places."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.partition(": ")[2] for line in lines[::2]]


ORDERS, PAGE, WALL = (f"${{dashboard:shop/{path}}}" for path in ("orders", "checkout/page", "wall"))
TIMEBOARD, SCREENBOARD = "custom_timeboard", "custom_screenboard"


def test_a_list_has_the_dashboards_of_its_team_else_of_its_feature(tmp_path: Path) -> None:
    assert items(tmp_path, "team=payments") == {ORDERS: TIMEBOARD, PAGE: TIMEBOARD}
    assert items(tmp_path / "a", "team=store") == {WALL: SCREENBOARD}
    assert items(tmp_path / "b", "feature=checkout") == {PAGE: TIMEBOARD}


def test_a_list_has_those_that_it_names_in_their_order_or_all_of_the_catalog(tmp_path: Path) -> None:
    assert list(items(tmp_path, 'team=store, dashboards="*"')) == [PAGE, ORDERS, WALL]
    named = 'team=store, dashboards=[free, "${dashboard:$catalog/orders}", "${dashboard:shop/orders}"]'
    assert items(tmp_path / "b", named) == {WALL: SCREENBOARD, ORDERS: TIMEBOARD}


def test_its_name_ends_with_the_mark_and_begins_with_the_environment_outside_production(tmp_path: Path) -> None:
    def name(env: str, arguments: str = "") -> object:
        text = DASHBOARDS + LIST.format(f"team=store{arguments}")
        return resources(tmp_path, text, env)["shop/all"].body["name"]

    assert name("prod") == "all [dogwatch:prod/shop/all]"
    assert name("staging", ', title="The shop"') == "[staging] The shop [dogwatch:staging/shop/all]"


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        ("", "dashboard_list all: nobody answers for it"),
        ('team=store, title=""', "dashboard_list all: title: '' says nothing"),
        ("team=store, dashboards=checkout", "dashboard_list all: dashboards: Feature('checkout', …) is no dashboard"),
        ('team=store, dashboards="orders"', "dashboard_list all: dashboards: 'orders' is no dashboard of the catalog"),
        ('team=store, dashboards=["*", free]', "dashboard_list all: dashboards: '*' stands beside others"),
        (
            'team=store, dashboards="${dashboard:shop/order}"',
            "dashboard_list shop/all: it refers to ${dashboard:shop/order}, which nothing declares for prod",
        ),
        ('team=store, body={"name": "a"}', "dashboard_list all: body: it has 'name', which dogwatch writes itself"),
    ],
)
def test_says_what_is_wrong_with_a_list(tmp_path: Path, arguments: str, seen: str) -> None:
    [line] = said(tmp_path, DASHBOARDS + LIST.format(arguments))
    assert line.startswith(seen)
