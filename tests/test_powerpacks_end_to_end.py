"""Powerpacks from a catalog over real HTTP: made before their dashboards, changed, healed, deleted after them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import Body
from tests import test_rollback_end_to_end as rollback
from tests.cutting import cut_off_everywhere
from tests.faults import Answer, Drop, Fault, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, catalog, changes, planned

PACKS = "/api/v2/powerpacks"
KEY, PAGE = "shop/checkout/queue", "shop/checkout/page"
PACK = """queue = Powerpack("queue", feature=checkout, title="The queue", description="How long it is.", widgets=[
    widgets.note("Read me"), widgets.timeseries("Waiting", "avg:shop.queue{$region}")],
    variables=[TemplateVariable("region")])"""
SHOWN = f"""{PACK}
page = Dashboard("page", feature=checkout, title="Checkout", widgets=[widgets.powerpack("The queue", queue)])"""


def there(datadog: Organisation) -> list[Body]:
    return list(ask(datadog, "GET", f"{PACKS}")["data"])


def edited(datadog: Organisation, pack: Body, **attributes: Any) -> None:
    body = {"data": {"type": "powerpack", "id": pack["id"], "attributes": {**pack["attributes"], **attributes}}}
    ask(datadog, "PATCH", f"{PACKS}/{pack['id']}", body)


def shown_pack(datadog: Organisation) -> str:
    [head] = ask(datadog, "GET", "/api/v1/dashboard")["dashboards"]
    [widget] = ask(datadog, "GET", f"/api/v1/dashboard/{head['id']}")["widgets"]
    return str(widget["definition"]["powerpack_id"])


def test_one_is_made_before_its_dashboard_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, SHOWN)
    with organisation() as datadog:
        plan = applied(datadog, wanted)
        assert sorted(changes(plan)) == [("Create", "dashboard", PAGE), ("Create", "powerpack", KEY)]
        assert [call.path for call in datadog.faulty.written()] == [PACKS, "/api/v1/dashboard"]
        assert planned(datadog, wanted).changes == ()
        [pack] = there(datadog)
        assert shown_pack(datadog) == pack["id"]
    said = pack["attributes"]
    assert (said["name"], said["description"]) == ("The queue", f"How long it is.\n\ndogwatch:prod/{KEY}")
    assert said["tags"] == ["managed_by:dogwatch", "catalog:shop", "team:payments", "feature:checkout"]
    assert [each["name"] for each in said["template_variables"]] == ["region"]
    definition = said["group_widget"]["definition"]
    assert [each["definition"]["type"] for each in definition["widgets"]] == ["note", "timeseries"]


def test_a_change_is_sent_and_ids_of_widgets_survive(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", PACK))
        [before] = there(datadog)
        changed = catalog(tmp_path / "after", PACK.replace("{$region}", "{$region} by {host}"))
        [update] = applied(datadog, changed).updates
        assert len(update.fields) == 1
        assert update.fields[0].path.startswith("widgets[Waiting].requests[0]")
        [after] = there(datadog)
        assert planned(datadog, changed).changes == ()
    ids = [
        [each["id"] for each in pack["attributes"]["group_widget"]["definition"]["widgets"]] for pack in (before, after)
    ]
    assert ids[0] == ids[1]


def test_a_change_by_hand_goes_back_and_tags_of_people_stay(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PACK)
    with organisation() as datadog:
        applied(datadog, wanted)
        [pack] = there(datadog)
        group = pack["attributes"]["group_widget"]
        definition = {**group["definition"], "show_title": False, "widgets": group["definition"]["widgets"][:1]}
        by_hand = {"group_widget": {**group, "definition": definition, "live_span": "1d"}, "template_variables": []}
        edited(datadog, pack, **by_hand, tags=[*pack["attributes"]["tags"], "reviewed:yes"])
        [update] = applied(datadog, wanted).updates
        assert [field.path for field in update.fields] == [
            "template_variables",
            "group_widget.live_span",
            "group_widget.definition.show_title",
            "widgets[Waiting]",
        ]
        assert planned(datadog, wanted).changes == ()
        assert "reviewed:yes" in there(datadog)[0]["attributes"]["tags"]


def test_what_is_deleted_by_hand_is_made_again_and_its_dashboard_follows(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, SHOWN)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{PACKS}/{there(datadog)[0]['id']}")
        assert sorted(changes(applied(datadog, wanted))) == [
            ("Create", "powerpack", KEY),
            ("Update", "dashboard", PAGE),
        ]
        assert shown_pack(datadog) == there(datadog)[0]["id"]
        assert planned(datadog, wanted).changes == ()


def test_a_mark_stripped_by_hand_is_put_on_again(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PACK)
    with organisation() as datadog:
        applied(datadog, wanted)
        edited(datadog, there(datadog)[0], description="")
        assert [(kind, key) for _, kind, key in changes(applied(datadog, wanted))] == [("powerpack", KEY)]
        assert len(there(datadog)) == 1


def test_those_of_people_and_of_other_catalogs_stay_and_ours_goes_after_its_dashboard(tmp_path: Path) -> None:
    theirs = catalog(tmp_path / "theirs", PACK, name="billing")
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", SHOWN))
        applied(datadog, theirs, name="billing")
        [ours, _] = sorted(there(datadog), key=lambda pack: "billing" in pack["attributes"]["description"])
        somebodys = {**ours["attributes"], "description": "", "name": "Somebody's"}
        ask(datadog, "POST", PACKS, {"data": {"type": "powerpack", "attributes": somebodys}})
        datadog.faulty.calls.clear()
        applied(datadog, catalog(tmp_path / "after"))
        deleted = [(call.method, call.path.rpartition("/")[0]) for call in datadog.faulty.written()]
        assert deleted == [("DELETE", "/api/v1/dashboard"), ("DELETE", PACKS)]
        assert {pack["attributes"]["name"] for pack in there(datadog)} == {"The queue", "Somebody's"}
        assert planned(datadog, theirs, name="billing").changes == ()


def test_an_environment_has_one_of_its_own(tmp_path: Path) -> None:
    staging = catalog(tmp_path / "staging", PACK, env="staging")
    [pack] = [each for each in staging if each.kind == "powerpack"]
    assert pack.body["attributes"]["name"] == "[staging] The queue"
    assert pack.body["attributes"]["group_widget"]["definition"]["title"] == "The queue"


def test_what_a_run_deleted_is_put_back_from_its_journal(tmp_path: Path) -> None:
    wanted = catalog(tmp_path / "declared", SHOWN)
    with organisation() as datadog:
        applied(datadog, wanted)
        past = rollback.applied(datadog, [], tmp_path)
        assert there(datadog) == []
        rollback.taken_back(datadog, past, tmp_path)
        assert planned(datadog, wanted).changes == ()
        assert shown_pack(datadog) == there(datadog)[0]["id"]


@pytest.mark.parametrize("fault", [Lose(), Drop()])
@pytest.mark.parametrize("is_deleted", [False, True], ids=["made", "deleted"])
def test_cut_off_at_any_request_the_next_run_ends_in_the_same_state(
    fault: Fault, is_deleted: bool, tmp_path: Path
) -> None:
    def ended(datadog: Organisation) -> None:
        assert len(there(datadog)) == (0 if is_deleted else 1)

    before, wanted = catalog(tmp_path / "without"), catalog(tmp_path / "with", SHOWN)
    if is_deleted:
        before, wanted = wanted, before
    assert cut_off_everywhere(fault, before, wanted, ended) > 5


def test_a_create_whose_answer_is_lost_makes_one(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, PACK)
    with organisation(on("POST", PACKS, Lose())) as datadog:
        applied(datadog, wanted)
        assert len(there(datadog)) == 1
        assert planned(datadog, wanted).changes == ()


def test_keys_that_may_not_read_powerpacks_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", PACKS, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()
