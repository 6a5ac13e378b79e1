"""Downtimes of a catalog over real HTTP: made, changed, healed, over, canceled; those of people are left alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dogwatch.cli.survey import Survey
from dogwatch.kinds import Body
from dogwatch.plan import diff
from tests.faults import Answer, Lose, on
from tests.organisation import Organisation, organisation
from tests.silenced import applied, ask, carried_out, catalog, changes, planned

DOWNTIMES = "/api/v2/downtime"
KEY = "shop/checkout/move"
MARK = f"dogwatch:prod/{KEY}"
NIGHTLY = """move = Downtime("move", feature=checkout, every="FREQ=DAILY", start="2026-01-01T02:00", lasts="90m",
    timezone="Europe/Berlin", why="Backups slow everything down")"""
SLOW = """slow = Monitor("slow", feature=checkout, title="Slow", what="Slow.",
    query="avg(last_5m):avg:shop.time{$env} > 1")
"""
OF_MONITOR = (
    SLOW + """move = Downtime("move", feature=checkout, monitor=slow, end="2099-01-01T00:00+01:00", why="Move")"""
)

FIXED = """move = Downtime("move", feature=checkout, start="2098-01-01T00:00Z", end="2099-01-01T00:00Z", why="Move")
"""
LASTING = SLOW + FIXED.replace("feature=checkout,", "feature=checkout, monitor=slow,")


def once(start: datetime, end: datetime) -> str:
    times = f'start="{start.isoformat()}", end="{end.isoformat()}"'
    return f'move = Downtime("move", feature=checkout, {times}, why="The database moves")'


def there(datadog: Organisation) -> list[Body]:
    return list(ask(datadog, "GET", DOWNTIMES)["data"])


def by_hand(datadog: Organisation, **attributes: Any) -> Body:
    said = {"scope": "*", "monitor_identifier": {"monitor_tags": ["feature:checkout", "env:prod"]}, **attributes}
    return dict(ask(datadog, "POST", DOWNTIMES, {"data": {"type": "downtime", "attributes": said}})["data"])


def test_a_recurring_one_is_made_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, NIGHTLY)
    with organisation() as datadog:
        assert changes(applied(datadog, wanted)) == [("Create", "downtime", KEY)]
        assert planned(datadog, wanted).changes == ()
        [found] = there(datadog)
    attributes = found["attributes"]
    assert attributes["message"] == f"Backups slow everything down\n\n{MARK}"
    assert attributes["monitor_identifier"] == {"monitor_tags": ["feature:checkout", "env:prod"]}
    assert attributes["schedule"]["recurrences"][0]["duration"] == "90m"


def test_one_of_a_monitor_follows_it_when_it_is_made_anew(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, OF_MONITOR)
    with organisation() as datadog:
        applied(datadog, wanted)
        assert planned(datadog, wanted).changes == ()
        [monitor] = datadog.monitors()
        datadog.delete(monitor["id"])
        assert changes(applied(datadog, wanted)) == [
            ("Create", "monitor", "shop/checkout/slow"),
            ("Update", "downtime", KEY),
        ]
        [found] = there(datadog)
        assert found["attributes"]["monitor_identifier"] == {"monitor_id": datadog.monitors()[0]["id"]}
        assert planned(datadog, wanted).changes == ()


def test_a_change_is_sent_and_a_change_by_hand_goes_back(tmp_path: Path) -> None:
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", NIGHTLY))
        longer = catalog(tmp_path / "after", NIGHTLY.replace("90m", "2h"))
        [update] = applied(datadog, longer).updates
        assert [field.path for field in update.fields] == ["schedule"]
        [found] = there(datadog)
        changed = {"type": "downtime", "id": found["id"], "attributes": {"scope": "env:prod"}}
        ask(datadog, "PATCH", f"{DOWNTIMES}/{found['id']}", {"data": changed})
        [update] = applied(datadog, longer).updates
        assert [(each.path, each.before, each.after) for each in update.fields] == [("scope", "env:prod", "*")]
        assert planned(datadog, longer).changes == ()


def test_what_was_canceled_by_hand_comes_back_once_it_is_out_of_the_list(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, NIGHTLY)
    with organisation() as datadog:
        applied(datadog, wanted)
        ask(datadog, "DELETE", f"{DOWNTIMES}/{there(datadog)[0]['id']}")
        assert changes(applied(datadog, wanted)) == [("Create", "downtime", KEY)]
        assert len(there(datadog)) == 1


def test_one_that_is_over_is_done(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    wanted = catalog(tmp_path, once(now - timedelta(hours=2), now + timedelta(hours=2)))
    with organisation() as datadog:
        applied(datadog, wanted)
        later = time.time() + 3 * 3600
        plan = planned(datadog, wanted, clock=lambda: later)
        assert (plan.changes, plan.unchanged, plan.left_alone) == ((), 0, ())
        assert planned(datadog, catalog(tmp_path / "without"), clock=lambda: later).changes == ()


def test_one_that_was_over_before_it_was_ever_made_is_not_made(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, once(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)))
    with organisation() as datadog:
        assert planned(datadog, wanted).changes == ()


def test_those_of_people_stay_and_what_nothing_declares_any_more_is_canceled(tmp_path: Path) -> None:
    with organisation() as datadog:
        theirs = by_hand(datadog, message="Deploying")
        applied(datadog, catalog(tmp_path / "before", NIGHTLY))
        assert changes(applied(datadog, catalog(tmp_path / "after"))) == [("Delete", "downtime", KEY)]
        assert [found["id"] for found in there(datadog)] == [theirs["id"]]


def test_one_that_a_person_made_just_so_is_left_alone_and_holds_nothing_up(tmp_path: Path) -> None:
    """Datadog refuses a second one. Tried in each run, it would fail each of them, and nothing would be deleted."""
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    times = {"start": start.isoformat(), "end": (start + timedelta(hours=1)).isoformat()}
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", NIGHTLY))
        theirs = by_hand(datadog, schedule=times)
        other = once(start, start + timedelta(hours=1)).replace('Downtime("move"', 'Downtime("other"')
        plan = applied(datadog, catalog(tmp_path / "after", other))
        assert changes(plan) == [("Delete", "downtime", KEY)]
        [alone] = plan.left_alone
        assert alone.ids == (theirs["id"],)
        assert "Datadog takes no second one of the same beside this" in alone.reason
        assert [found["id"] for found in there(datadog)] == [theirs["id"]]


def test_one_that_a_person_makes_just_so_between_plan_and_apply_is_not_taken_over(tmp_path: Path) -> None:
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    times = {"start": start.isoformat(), "end": (start + timedelta(hours=1)).isoformat()}
    wanted = catalog(tmp_path, once(start, start + timedelta(hours=1)))
    with organisation() as datadog:
        plan = planned(datadog, wanted)
        theirs = by_hand(datadog, schedule=times)
        [outcome] = carried_out(datadog, plan)
        assert str(outcome.error).endswith("that one carries no mark, so it is somebody's: it stays")
        assert [(found["id"], found["attributes"]["message"]) for found in there(datadog)] == [(theirs["id"], None)]


@pytest.mark.parametrize("declared", [FIXED, LASTING])
def test_one_that_moves_to_another_key_stays_the_same_since_there_can_be_no_second(
    tmp_path: Path, declared: str
) -> None:
    moved = catalog(tmp_path / "after", declared.replace('Downtime("move"', 'Downtime("moved"'))
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", declared))
        [before] = there(datadog)
        [update] = applied(datadog, moved).updates
        assert (update.key, update.renames) == ("shop/checkout/moved", KEY)
        [after] = there(datadog)
        assert after["id"] == before["id"]
        assert planned(datadog, moved).changes == ()


def test_one_that_is_still_declared_or_says_something_else_is_not_moved(tmp_path: Path) -> None:
    both = FIXED + FIXED.replace('move = Downtime("move"', 'other = Downtime("other"').replace("2099", "2100")
    later = FIXED.replace('Downtime("move"', 'Downtime("moved"').replace("2099", "2100")
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", FIXED))
        assert changes(planned(datadog, catalog(tmp_path / "both", both))) == [
            ("Create", "downtime", "shop/checkout/other")
        ]
        made_anew = [("Create", "downtime", "shop/checkout/moved"), ("Delete", "downtime", KEY)]
        assert changes(planned(datadog, catalog(tmp_path / "later", later))) == made_anew
        part = catalog(tmp_path / "part", FIXED.replace('Downtime("move"', 'Downtime("moved"'))
        narrowed = diff(part, Survey(datadog.send, datadog.target, "shop", part).found(), "here", narrowed=True)
        assert changes(narrowed) == [("Create", "downtime", "shop/checkout/moved")]


def test_one_that_takes_the_time_of_another_is_made_once_that_has_changed(tmp_path: Path) -> None:
    longer = FIXED.replace("2099", "2100")
    after = catalog(tmp_path / "after", longer + FIXED.replace('move = Downtime("move"', 'other = Downtime("other"'))
    with organisation() as datadog:
        applied(datadog, catalog(tmp_path / "before", FIXED))
        assert changes(applied(datadog, after)) == [
            ("Update", "downtime", KEY),
            ("Create", "downtime", "shop/checkout/other"),
        ]
        assert planned(datadog, after).changes == ()


def test_a_create_whose_answer_is_lost_makes_one(tmp_path: Path) -> None:
    wanted = catalog(tmp_path, NIGHTLY)
    with organisation(on("POST", DOWNTIMES, Lose())) as datadog:
        applied(datadog, wanted)
        assert len(there(datadog)) == 1
        assert planned(datadog, wanted).changes == ()


def test_keys_that_may_not_read_downtimes_do_for_a_catalog_without_any(tmp_path: Path) -> None:
    with organisation(on("GET", DOWNTIMES, Answer(403, {"errors": ["Forbidden"]}))) as datadog:
        assert planned(datadog, catalog(tmp_path)).changes == ()
