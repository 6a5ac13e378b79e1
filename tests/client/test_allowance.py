from __future__ import annotations

from typing import Any

from dogwatch.client import Allowance, Http, Target, read_owner, read_scopes
from dogwatch.kinds import Response
from dogwatch.local.server import running
from tests.client.sends import answers

KEY = "0123456789abcdef"
NOTHING = Response(200, {"data": []})


def shown(*keys: dict[str, Any]) -> Response:
    return Response(200, {"data": [{"id": str(at), "attributes": each} for at, each in enumerate(keys)]})


def scopes(*keys: dict[str, Any]) -> Allowance:
    return read_scopes(answers(shown(*keys), NOTHING), KEY)


def test_a_key_has_the_scopes_that_datadog_shows_of_the_one_that_ends_so() -> None:
    found = scopes({"last4": "9999", "scopes": None}, {"last4": "cdef", "scopes": ["monitors_read"]})
    assert found == Allowance(frozenset({"monitors_read"}))
    assert (found.covers("monitors_read"), found.covers("monitors_write")) == (True, False)


def test_a_key_without_scopes_covers_all_that_its_owner_may() -> None:
    assert scopes({"last4": "cdef", "scopes": None}).covers("monitors_write") is True


def test_nobody_can_tell_of_a_key_that_is_not_shown_or_not_alone() -> None:
    absent = scopes({"last4": "9999", "scopes": None})
    twice = scopes({"last4": "cdef", "scopes": None}, {"last4": "cdef", "scopes": ["monitors_read"]})
    assert (absent.covers("monitors_read"), twice.covers("monitors_read")) == (None, None)
    assert absent.unknown == "the list of its owner's application keys does not show it"
    assert "several application keys that end alike" in twice.unknown


def test_nobody_can_tell_where_the_list_is_refused() -> None:
    found = read_scopes(answers(Response(403, {"errors": ["Forbidden"]})), KEY)
    assert found.covers("monitors_read") is None
    assert found.unknown.startswith("/api/v2/current_user/application_keys: Datadog answered 403: Forbidden")


def test_the_owner_has_the_permissions_of_all_roles() -> None:
    who = Response(200, {"data": {"id": "u/1", "type": "users"}})
    send = answers(who, shown({"name": "monitors_read"}, {"name": "slos_read"}))
    assert read_owner(send) == Allowance(frozenset({"monitors_read", "slos_read"}))
    assert send.requests[1].path == "/api/v2/users/u%2F1/permissions"


def test_nobody_can_tell_of_an_owner_who_is_not_named() -> None:
    assert read_owner(answers(Response(200, {"data": {}}))).unknown.startswith("owner of the keys: what was sent")


def test_the_embedded_datadog_shows_both() -> None:
    with running() as server:
        send = Http(Target(server.url, api_key="local", app_key="local"))
        assert read_scopes(send, "local") == Allowance()
        assert read_owner(send).covers("monitors_write") is True
        send.close()
