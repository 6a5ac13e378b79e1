"""Lists of dashboards over real HTTP: made, changed, healed, deleted; what people put into them stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cutting import disturbed, on_paths
from tests.faults import Answer, Drop, Fault, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, carried_out, catalog, changes, planned

LISTS = "/api/v1/dashboard/lists/manual"
KEY = "shop/all"
NAME = f"Shop [dogwatch:prod/{KEY}]"
DASHBOARDS = """
orders = Dashboard("orders", team=payments, title="Orders", widgets=[widgets.note("a")])
page = Dashboard("page", feature=checkout, title="Checkout", widgets=[widgets.note("b")])
"""
ALL = DASHBOARDS + 'all = DashboardList("all", team=payments, title="Shop", dashboards="*")\n'
ONE = DASHBOARDS + 'all = DashboardList("all", team=payments, title="Shop", dashboards=orders)\n'
THEIRS = {"title": "Theirs", "layout_type": "free", "widgets": []}


def items(datadog: Organisation, name: str = NAME) -> dict[str, Any]:
    """The dashboards in a list, by title."""
    return {each["title"]: each for each in _of(datadog, list_id(datadog, name))}


def _of(datadog: Organisation, id: int) -> list[dict[str, Any]]:
    return list(ask(datadog, "GET", f"/api/v2/dashboard/lists/manual/{id}/dashboards")["dashboards"])


def list_id(datadog: Organisation, name: str = NAME) -> int:
    [id] = list_ids(datadog, name)
    return id


def list_ids(datadog: Organisation, name: str = NAME) -> list[int]:
    """The ids of the lists of a name, the oldest first."""
    return sorted(each["id"] for each in ask(datadog, "GET", LISTS)["dashboard_lists"] if each["name"] == name)


def put_by_hand(datadog: Organisation, *ids: str, type: str = "custom_timeboard") -> None:
    path = f"/api/v2/dashboard/lists/manual/{list_id(datadog)}/dashboards"
    ask(datadog, "POST", path, {"dashboards": [{"id": id, "type": type} for id in ids]})


def test_a_list_is_made_after_its_dashboards_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        made = changes(applied(datadog, wanted))
        assert ("Create", "dashboard_list", KEY) in made
        assert len(made) == 3
        assert planned(datadog, wanted).changes == ()
        assert set(items(datadog)) == {"Orders", "Checkout"}


def test_a_dashboard_that_is_taken_out_leaves_and_what_people_put_in_stays(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", ALL))
        put_by_hand(datadog, ask(datadog, "POST", "/api/v1/dashboard", THEIRS)["id"], type="custom_screenboard")
        fewer = catalog(tmp_path / "after", ONE)
        [update] = applied(datadog, fewer).updates
        assert [field.path for field in update.fields] == ["dashboards"]
        assert set(items(datadog)) == {"Orders", "Theirs"}
        assert planned(datadog, fewer).changes == ()

        applied(datadog, catalog(tmp_path / "again", ALL))
        assert set(items(datadog)) == {"Orders", "Checkout", "Theirs"}


def test_another_title_names_the_list_anew(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", ALL))
        id = list_id(datadog)
        [update] = applied(datadog, catalog(tmp_path / "after", ALL.replace('"Shop"', '"Store"'))).updates
        assert [field.path for field in update.fields] == ["name"]
        assert list_id(datadog, NAME.replace("Shop", "Store")) == id


def test_what_is_deleted_by_hand_is_made_again_and_what_is_edited_goes_back(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ONE)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{LISTS}/{list_id(datadog)}")
        assert changes(applied(datadog, wanted)) == [("Create", "dashboard_list", KEY)]
        assert set(items(datadog)) == {"Orders"}

        heads = ask(datadog, "GET", "/api/v1/dashboard")["dashboards"]
        put_by_hand(datadog, *(each["id"] for each in heads))
        path = f"/api/v2/dashboard/lists/manual/{list_id(datadog)}/dashboards"
        orders = items(datadog)["Orders"]["id"]
        ask(datadog, "DELETE", path, {"dashboards": [{"id": orders, "type": "custom_timeboard"}]})
        assert set(items(datadog)) == {"Checkout"}
        assert changes(applied(datadog, wanted)) == [("Update", "dashboard_list", KEY)]
        assert set(items(datadog)) == {"Orders"}
        assert planned(datadog, wanted).changes == ()


def test_somebody_elses_is_left_alone_and_what_nothing_declares_any_more_goes_before_its_dashboards(
    tmp_path: Path,
) -> None:
    with organisation() as datadog:
        ask(datadog, "POST", LISTS, {"name": "Shop"})
        applied(datadog, catalog(tmp_path / "before", ALL))
        applied(datadog, catalog(tmp_path / "other", ALL, name="warehouse"), name="warehouse")
        plan = planned(datadog, catalog(tmp_path / "after"))
        deleted = [outcome.change.kind for outcome in carried_out(datadog, plan)]
        assert deleted == ["dashboard_list", "dashboard", "dashboard"]
        names = {each["name"] for each in ask(datadog, "GET", LISTS)["dashboard_lists"]}
        assert names == {"Shop", NAME.replace("shop/", "warehouse/")}


@pytest.mark.parametrize("fault", [Lose(), Drop(), Answer(503, "<html>"), Answer(429, {"errors": ["later"]})])
@pytest.mark.parametrize("number", range(1, 6))
def test_whatever_request_is_cut_off_the_next_run_ends_as_an_undisturbed_one(
    tmp_path: Path, fault: Fault, number: int
) -> None:
    before, after = catalog(tmp_path / "before", ONE), catalog(tmp_path / "after", ALL)

    with organisation() as datadog:
        for wanted, titles in ((before, {"Orders"}), (after, {"Orders", "Checkout"})):
            disturbed(datadog, wanted, on_paths("/dashboard/lists/", number, fault))
            assert set(items(datadog)) == titles
            assert len(ask(datadog, "GET", LISTS)["dashboard_lists"]) == 1


def test_lists_and_systems_are_there_when_the_embedded_datadog_comes_back(tmp_path: Path) -> None:
    system = 'it = System("checkout", feature=checkout, environments="prod")\n'
    wanted = catalog(tmp_path / "catalog", ALL + system)
    with organisation(data=tmp_path / "data") as datadog:
        applied(datadog, wanted)
    with organisation(data=tmp_path / "data") as datadog:
        assert planned(datadog, wanted).changes == ()
        assert set(items(datadog)) == {"Orders", "Checkout"}


def test_keys_that_may_not_read_lists_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", LISTS, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()


def test_a_dashboard_that_cannot_be_made_comes_to_its_list_later(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation(on("POST", "/api/v1/dashboard", Answer(400, {"errors": ["not today"]}))) as datadog:
        failed = [outcome.change.kind for outcome in carried_out(datadog, planned(datadog, wanted)) if outcome.error]
        assert failed == ["dashboard"]
        [first] = items(datadog)
        assert changes(applied(datadog, wanted))[-1] == ("Update", "dashboard_list", KEY)
        assert set(items(datadog)) == {"Orders", "Checkout"} > {first}
        assert planned(datadog, wanted).changes == ()


def test_a_dashboard_of_which_there_are_two_stays_in_its_list(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        applied(datadog, wanted)
        original = ask(datadog, "GET", f"/api/v1/dashboard/{items(datadog)['Orders']['id']}")
        ask(datadog, "POST", "/api/v1/dashboard", {**original, "title": "Orders, copied"})
        plan = applied(datadog, wanted)
        assert (plan.changes, [each.key for each in plan.left_alone]) == ((), ["shop/orders"])
        assert set(items(datadog)) == {"Orders", "Checkout"}


def test_a_list_that_two_runs_made_at_once_is_healed(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ALL)
    with organisation() as datadog:
        applied(datadog, wanted)
        twin = ask(datadog, "POST", LISTS, {"name": NAME})["id"]
        content = [{"id": each["id"], "type": each["type"]} for each in _of(datadog, list_ids(datadog)[0])]
        ask(datadog, "PUT", f"/api/v2/dashboard/lists/manual/{twin}/dashboards", {"dashboards": content})
        assert changes(applied(datadog, wanted)) == [("Delete", "dashboard_list", KEY)]
        assert set(items(datadog)) == {"Orders", "Checkout"}
        assert planned(datadog, wanted).changes == ()
