"""Corrections of SLOs from a catalog over real HTTP: made, changed, healed, deleted; those of people are left alone."""

from __future__ import annotations

from pathlib import Path

from dogwatch.kinds import Body, Request
from tests.faults import Answer, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, catalog, changes, planned

CORRECTIONS = "/api/v1/slo/correction"
KEY = "shop/checkout/move"
SLO = """fast = Slo("fast", feature=checkout, title="Fast", what="Fast.", target="99%",
    sli=Events(good="sum:shop.good{$env}.as_count()", total="sum:shop.all{$env}.as_count()"))
"""
TIMES = 'start="2027-01-31T22:00+01:00", end="2027-02-01T02:00+01:00"'
ONCE = f"""{SLO}move = Correction("move", feature=checkout, slo=fast, {TIMES},
    category="Scheduled Maintenance", why="The database moved")"""
WEEKLY = ONCE.replace('end="2027-02-01T02:00+01:00"', 'every="FREQ=WEEKLY;BYDAY=SU", lasts="4h"')


def there(datadog: Organisation) -> list[Body]:
    return list(ask(datadog, "GET", CORRECTIONS)["data"])


def slo_id(datadog: Organisation) -> str:
    return str(ask(datadog, "GET", "/api/v1/slo")["data"][0]["id"])


def test_one_is_made_after_its_slo_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ONCE)
    with organisation() as datadog:
        plan = applied(datadog, wanted)
        assert sorted(changes(plan)) == [("Create", "slo", "shop/checkout/fast"), ("Create", "slo_correction", KEY)]
        assert planned(datadog, wanted).changes == ()
        [found] = there(datadog)
        assert found["attributes"]["slo_id"] == slo_id(datadog)
    assert found["attributes"]["description"] == f"The database moved\n\ndogwatch:prod/{KEY}"
    assert (found["attributes"]["start"], found["attributes"]["end"]) == (1801429200, 1801443600)


def test_a_change_is_sent_and_a_change_by_hand_goes_back(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", ONCE))
        longer = catalog(tmp_path / "after", ONCE.replace("02:00+01:00", "03:00+01:00"))
        [update] = applied(datadog, longer).updates
        assert [field.path for field in update.fields] == ["end"]
        [found] = there(datadog)
        by_hand = {"type": "correction", "attributes": {"category": "Other"}}
        ask(datadog, "PATCH", f"{CORRECTIONS}/{found['id']}", {"data": by_hand})
        [update] = applied(datadog, longer).updates
        assert [(each.before, each.after) for each in update.fields] == [("Other", "Scheduled Maintenance")]
        assert planned(datadog, longer).changes == ()


def test_what_no_request_takes_away_is_made_anew(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", ONCE))
        weekly = catalog(tmp_path / "after", WEEKLY)
        plan = applied(datadog, weekly)
        assert changes(plan) == [("Create", "slo_correction", KEY), ("Delete", "slo_correction", KEY)]
        [found] = there(datadog)
        assert (found["attributes"]["duration"], found["attributes"]["end"]) == (4 * 3600, None)
        assert planned(datadog, weekly).changes == ()


def test_what_is_deleted_by_hand_is_made_again_and_follows_an_slo_that_is_new(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ONCE)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{CORRECTIONS}/{there(datadog)[0]['id']}")
        assert changes(applied(datadog, wanted)) == [("Create", "slo_correction", KEY)]
        ask(datadog, "DELETE", f"/api/v1/slo/{slo_id(datadog)}")
        applied(datadog, wanted)
        assert [found["attributes"]["slo_id"] for found in there(datadog)] == [slo_id(datadog)]
        assert planned(datadog, wanted).changes == ()


def test_those_of_people_stay_and_what_nothing_declares_any_more_goes_before_its_slo(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", ONCE))
        said = {"slo_query": "team:payments", "start": 1801429200, "end": 1801443600, "category": "Other"}
        body = {"data": {"type": "correction", "attributes": said}}
        assert datadog.send(Request("POST", CORRECTIONS, body=body)).is_success
        datadog.faulty.calls.clear()
        applied(datadog, catalog(tmp_path / "after"))
        deleted = [call.path.rpartition("/")[0] for call in datadog.faulty.written()]
        assert deleted == [CORRECTIONS, "/api/v1/slo"]
        assert [found["attributes"]["slo_query"] for found in there(datadog)] == ["team:payments"]


def test_a_create_whose_answer_is_lost_makes_one(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, ONCE)
    with organisation(on("POST", CORRECTIONS, Lose())) as datadog:
        applied(datadog, wanted)
        assert len(there(datadog)) == 1
        assert planned(datadog, wanted).changes == ()


def test_keys_that_may_not_read_corrections_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", CORRECTIONS, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()
