from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.local.api.app import answer
from dogwatch.local.api.event import stream
from dogwatch.local.api.message import Request
from tests.local.organisation import NOON, Organisation

AT = int(NOON.timestamp())
EVENT = {"title": "Deployed", "text": "shop 7", "tags": ["env:prod", "Service:Shop"]}


def sent(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    status, body = organisation.ask("POST", "/api/v1/events", {**EVENT, **changes})
    assert (status, body["status"]) == (202, "ok")
    return dict(body["event"])


def listed(organisation: Organisation, **query: Any) -> list[str]:
    """The titles of the events of the last hour."""
    _, body = organisation.ask("GET", "/api/v1/events", **{"start": AT - 3600, "end": AT, **query})
    return [event["title"] for event in body["events"]]


def test_takes_an_event_with_the_api_key_alone_and_shows_the_recorded_fields():
    organisation = Organisation()
    world = organisation.world
    given = answer(world, Request("POST", "/api/v1/events", {}, json.dumps(EVENT).encode(), world.keys.api))
    event = json.loads(given.body)["event"]
    assert given.status == 202
    assert event == {
        "id": event["id"],
        "id_str": str(event["id"]),
        "title": "Deployed",
        "text": "shop 7",
        "date_happened": AT,
        "handle": None,
        "priority": None,
        "related_event_id": None,
        "tags": ["env:prod", "service:shop"],
        "url": f"https://app.datadoghq.com/event/event?id={event['id']}",
    }
    status, read = organisation.ask("GET", f"/api/v1/events/{event['id']}")
    assert (status, read["event"]["title"], read["event"]["alert_type"]) == (200, "Deployed", "info")


def test_lists_the_newest_first_within_a_window_and_by_tags_sources_and_priority():
    organisation = Organisation()
    sent(organisation, title="old", date_happened=AT - 7200)
    sent(organisation, title="late", date_happened=AT - 60, tags=["env:dev"], priority="low")
    sent(organisation, title="now", source_type_name="jenkins")
    assert listed(organisation) == ["now", "late"]
    assert listed(organisation, start=AT - 7200, end=AT - 3600) == ["old"]
    assert listed(organisation, tags="env:prod,service:shop") == ["now"]
    assert listed(organisation, sources="jenkins,chef") == ["now"]
    assert listed(organisation, priority="low") == ["late"]
    assert listed(organisation, page=1) == []


def test_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stream, "MOST", 3)
    organisation = Organisation()
    for number in range(5):
        sent(organisation, title=str(number), date_happened=AT - 10 + number)
    assert listed(organisation) == ["4", "3", "2"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"date_happened": 1}, "Event too far in the past"),  # recorded
        ({"title": ""}, "'title' is required"),
        ({"text": None}, "'text' is required"),
        ({"title": 7}, "'title' is invalid"),
        ({"tags": "env:prod"}, "'tags' is invalid"),
        ({"priority": "high"}, "'priority' is invalid"),
        ({"alert_type": "fatal"}, "'alert_type' is invalid"),
        ({"date_happened": "now"}, "'date_happened' is invalid"),
    ],
)
def test_refuses_what_is_no_event(changes: dict[str, Any], says: str):
    status, body = Organisation().ask("POST", "/api/v1/events", {**EVENT, **changes})
    assert status == 400
    assert says in body["errors"][0]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/api/v1/events", {"end": 1}, 400),
        ("/api/v1/events", {"start": "x", "end": 1}, 400),
        ("/api/v1/events", {"start": 0, "end": 1, "page": "x"}, 400),
        ("/api/v1/events/7", {}, 404),
        ("/api/v1/events/x", {}, 404),
    ],
)
def test_refuses_to_read_what_is_not_there(path: str, query: dict[str, Any], status: int):
    assert Organisation().ask("GET", path, **query)[0] == status
