from __future__ import annotations

import sqlite3
from contextlib import contextmanager

import pytest

from dogwatch.local.api.alerting import inbox
from tests.local.alerting.living import NOON, Living

MARK = "dogwatch:prod/shop/queue/long"


def several(here: Living, number: int) -> None:
    """So many monitors of queues turn, one a minute."""
    for each in range(number):
        here.watch(name=f"queue {each}", query=f"avg(last_1m):avg:queue.length{{queue:q{each}}} > 5", tags=[MARK])
    for each in range(number):
        here.pass_(1, 9, f"queue:q{each}")


def test_the_newest_is_the_last_and_says_whose_it_is():
    here = Living()
    several(here, 3)

    kept = here.inbox()
    assert [(each["id"], each["name"]) for each in kept] == [(1, "queue 0"), (2, "queue 1"), (3, "queue 2")]
    assert {each["mark"] for each in kept} == {MARK}


def test_goes_on_behind_an_id_and_from_a_second_on():
    here = Living()
    several(here, 3)

    assert [each["id"] for each in here.inbox(after=1)] == [2, 3]
    assert [each["id"] for each in here.inbox(after=1, limit=1)] == [2]
    assert [each["id"] for each in here.inbox(since=NOON + 180)] == [3]
    assert [each["id"] for each in here.inbox(since=NOON + 120, limit=1)] == [2]


def test_keeps_only_the_last(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inbox, "MOST", 2)
    here = Living()
    several(here, 4)

    assert [each["id"] for each in here.inbox()] == [3, 4]


def test_a_number_that_is_none_is_refused():
    assert Living().ask("GET", "/local/notifications", after="x")[0] == 400


def test_who_is_told_and_received_nowhere_is_counted():
    here = Living()
    several(here, 1)
    here.watch(name="of people", query="avg(last_1m):avg:queue.length{queue:q9} > 5", message="@pagerduty-Shop")
    here.pass_(1, 9, "queue:q9")

    _, body = here.ask("GET", "/local/receivers")
    assert body == {"delivered": {}, "lost": [], "unheard": {"@webhook-people": 1, "@pagerduty-Shop": 1}}


def test_a_disk_that_takes_nothing_keeps_nobody_from_being_told(monkeypatch: pytest.MonkeyPatch):
    @contextmanager
    def full():
        raise sqlite3.OperationalError("database or disk is full")
        yield

    here = Living()
    here.watch()
    here.send_value(9, "queue:mail")
    monkeypatch.setattr(here.world.store, "transaction", full)
    here.pass_(1)

    assert [each.transition for each in here.told] == ["Triggered"]
    assert here.world.intake.tally()["states unwritten"] == 1
    (complaint,) = here.world.intake.complaints()
    assert complaint.startswith("1 times the states of monitors could not be written to disk")
