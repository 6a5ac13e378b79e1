from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.local.api.app import answer
from dogwatch.local.api.check import statuses
from dogwatch.local.api.message import Request
from tests.local.organisation import NOON, Organisation

AT = int(NOON.timestamp())
CHECK = {"check": "app.ok", "host_name": "box", "status": 0, "tags": ["env:prod"]}


def test_takes_one_or_several_with_the_api_key_alone():
    world = Organisation().world
    for body in (CHECK, [CHECK, {**CHECK, "status": 2, "timestamp": AT - 5, "message": "down"}]):
        given = answer(world, Request("POST", "/api/v1/check_run", {}, json.dumps(body).encode(), world.keys.api))
        assert (given.status, json.loads(given.body)) == (202, {"status": "ok"})
    history = [[AT, 0, ""], [AT, 0, ""], [AT - 5, 2, "down"]]
    assert statuses.every(world) == [{"check": "app.ok", "host": "box", "tags": ["env:prod"], "statuses": history}]


def test_each_set_of_tags_and_each_host_has_a_history_of_its_own():
    organisation = Organisation()
    for changes in ({}, {"tags": ["env:dev"]}, {"host_name": "other"}, {"tags": ["Env:Prod"]}):
        organisation.ask("POST", "/api/v1/check_run", {**CHECK, **changes})
    assert sorted(len(each["statuses"]) for each in statuses.every(organisation.world)) == [1, 1, 2]


def test_histories_and_groups_have_an_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(statuses, "MOST_GROUPS", 2)
    organisation = Organisation()
    for number in range(statuses.MOST_STATUSES + 5):
        organisation.ask("POST", "/api/v1/check_run", {**CHECK, "timestamp": number + 1})
        organisation.ask("POST", "/api/v1/check_run", {**CHECK, "check": f"c{number}"})
    found = statuses.every(organisation.world)
    assert sorted(each["check"] for each in found) == ["app.ok", "c0"]
    kept = next(each["statuses"] for each in found if each["check"] == "app.ok")
    assert [at for at, _, _ in kept] == list(range(6, statuses.MOST_STATUSES + 6))
    assert organisation.world.intake.tally() == {"checks left_out": statuses.MOST_STATUSES + 4}
    assert "service checks had no room" in organisation.world.intake.complaints()[0]


@pytest.mark.parametrize(
    "body",
    [
        7,
        [7],
        {},
        {**CHECK, "check": None},
        {**CHECK, "status": None},
        {**CHECK, "status": 4},
        {**CHECK, "status": True},
        {**CHECK, "tags": "a"},
        {**CHECK, "host_name": 7},
        {**CHECK, "timestamp": "now"},
    ],
)
def test_refuses_what_is_no_check(body: Any):
    assert Organisation().ask("POST", "/api/v1/check_run", body)[0] == 400


def test_refuses_what_is_no_json():
    assert Organisation().send("POST", "/api/v1/check_run", b"{")[0] == 400
