from __future__ import annotations

from typing import Any

import pytest

from dogwatch.client import has_named, read_channels, read_services, read_teams, read_users
from dogwatch.errors import ApiError, NotAllowed
from dogwatch.kinds import Response
from tests.client.sends import answers

NONE = Response(200, {"data": []})
ABSENT = Response(404, {"errors": ["not found"]})


def shown(*attributes: dict[str, Any]) -> Response:
    return Response(200, {"data": [{"id": str(at), "attributes": each} for at, each in enumerate(attributes)]})


def test_a_name_is_there_or_not() -> None:
    send = answers(Response(200, {"service_name": "Pay/ments"}), ABSENT)
    assert [has_named(send, "pagerduty", name) for name in ("Pay/ments", "Payment")] == [True, False]
    assert send.requests[0].path.endswith("/pagerduty/configuration/services/Pay%2Fments")


def test_a_name_that_may_not_be_asked_for_is_no_absent_one() -> None:
    with pytest.raises(NotAllowed):
        has_named(answers(Response(403, {"errors": ["Forbidden"]})), "webhook", "pager")


def test_channels_come_without_their_sign() -> None:
    assert read_channels(answers(Response(200, [{"name": "#payments"}, {"name": "ops"}])), "acme") == [
        "payments",
        "ops",
    ]
    assert read_channels(answers(ABSENT), "acem") is None
    with pytest.raises(ApiError, match="no list of channels"):
        read_channels(answers(Response(200, {})), "acme")


def test_microsoft_teams_has_two_lists() -> None:
    send = answers(shown({"name": "payments"}), shown({"name": "ops"}))
    assert read_services(send, "teams") == ["payments", "ops"]
    assert [request.path.rpartition("/")[2] for request in send.requests] == [
        "tenant-based-handles",
        "workflows-webhook-handles",
    ]


def test_teams_are_known_by_their_handles() -> None:
    assert read_teams(answers(shown({"handle": "payments", "name": "Payments"}), NONE)) == ["payments"]


def test_users_are_known_by_handle_and_address_with_their_status() -> None:
    users = (
        {"handle": "Ann@example.com", "email": "ann@shop.example", "status": "Active", "disabled": False},
        {"handle": "bob@example.com", "email": "bob@example.com", "status": "Pending"},
        {"handle": "eve@example.com", "email": None, "status": "Active", "disabled": True},
        {"handle": "ann@example.com", "status": "Pending"},
    )
    assert read_users(answers(shown(*users), NONE)) == {
        "ann@example.com": "Active",
        "ann@shop.example": "Active",
        "bob@example.com": "Pending",
        "eve@example.com": "Disabled",
    }
