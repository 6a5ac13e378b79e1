from __future__ import annotations

from typing import Any

import pytest

from dogwatch.client import Audited, Http, Target, read_audited
from dogwatch.errors import ApiError
from dogwatch.kinds import Response
from dogwatch.local.server import running
from tests.client.sends import answers


def event(kind: str, id: str | int, who: str) -> dict[str, Any]:
    """An event as people who read audit trails show them."""
    about = {"action": "modified", "asset": {"type": kind, "id": id, "name": "x"}, "usr": {"email": who, "id": "u"}}
    return {"id": "e", "type": "audit", "attributes": {"timestamp": "2026-11-27T12:00:00Z", "attributes": about}}


def trail(*events: Any) -> Response:
    return Response(200, {"data": list(events), "meta": {"page": {}}})


def test_the_newest_event_says_who_changed_an_object() -> None:
    send = answers(
        trail(event("monitor", 17, "eve@b.example"), event("monitor", "17", "ann@b.example"), event("slo", "s", "bob"))
    )
    found = read_audited(send, [("slo", "s"), ("monitor", "17"), ("dashboard", "d"), ("downtime", "x")])
    assert found == [Audited("slo", "s", "bob"), Audited("monitor", "17", "eve@b.example")]
    [request] = send.requests
    assert (request.method, request.path) == ("POST", "/api/v2/audit/events/search")
    assert request.body == {
        "filter": {
            "query": '@action:(created OR modified) @asset.id:("s" OR "17" OR "d")',
            "from": "now-90d",
            "to": "now",
        },
        "page": {"limit": 1000},
        "sort": "-timestamp",
    }


def test_events_of_something_else_say_nothing() -> None:
    send = answers(trail(event("notebook", 17, "eve"), {"attributes": {}}, "text", event("monitor", 18, "eve")))
    assert read_audited(send, [("monitor", "17")]) == []


def test_many_objects_are_asked_about_in_lots() -> None:
    send = answers(trail())
    assert read_audited(send, [("monitor", str(id)) for id in range(90)]) == []
    assert len(send.requests) == 3


def test_nothing_is_asked_about_kinds_that_are_not_in_it() -> None:
    send = answers(trail())
    assert read_audited(send, [("downtime", "x"), ("metric_tags", "y")]) == []
    assert send.requests == []


def test_keys_that_may_not_read_it_are_no_failure() -> None:
    with running() as server:
        send = Http(Target(server.url, api_key="local", app_key="local"))
        assert read_audited(send, [("monitor", "17")]) is None
        send.close()


@pytest.mark.parametrize(
    "answer", [Response(200, {"data": None}), Response(200, []), Response(500, {"errors": ["no"]})]
)
def test_whatever_else_comes_back_is_said(answer: Response) -> None:
    with pytest.raises(ApiError, match=r"^audit trail: "):
        read_audited(answers(answer), [("monitor", "17")])
