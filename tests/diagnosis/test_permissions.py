from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dogwatch.client import Http, Send, Target
from dogwatch.diagnosis import Account, Finding, needed_kinds, permission_findings
from dogwatch.kinds import KINDS, Request, Resource, Response
from dogwatch.local.server import running
from dogwatch.place import Place

FORBIDDEN = Response(403, {"errors": ["Forbidden"]})
SCOPES = "/api/v2/current_user/application_keys"


@pytest.fixture(scope="module")
def here() -> Iterator[Http]:
    with running() as server:
        send = Http(Target(server.url, api_key="local", app_key="local"))
        yield send
        send.close()


def told(send: Send, *kinds: str) -> dict[str, Finding]:
    account = Account(Target("https://api.datadoghq.eu", api_key="a", app_key="local"), send, time.time, {})
    return {each.what: each for each in permission_findings(account, kinds)}


def refusing(send: Send, *paths: str) -> Send:
    """Keys that may not read what is below these paths."""
    return lambda request: FORBIDDEN if request.path.startswith(paths) else send(request)


def scoped(send: Send, *scopes: str) -> Send:
    """A key with these scopes, of which Datadog says so."""
    shown = Response(200, {"data": [{"id": "1", "attributes": {"last4": "ocal", "scopes": list(scopes)}}]})
    return lambda request: (
        shown if request.path == SCOPES and dict(request.query)["page[number]"] == "0" else send(request)
    )


def test_a_plan_needs_what_is_always_read_and_what_is_declared() -> None:
    always = ["monitor", "slo", "dashboard"]
    downtime = Resource("downtime", "shop/night", {}, Place(str(Path("features.py")), 1))
    assert needed_kinds([], keeps_metrics=False) == always
    assert needed_kinds([downtime], keeps_metrics=False) == ["monitor", "slo", "downtime", "dashboard"]
    assert needed_kinds([], keeps_metrics=True) == ["metric_metadata", "metric_tags", *always]


def test_every_kind_is_asked_for_without_writing(here: Http) -> None:
    asked: list[Request] = []

    def send(request: Request) -> Response:
        asked.append(request)
        return here(request)

    assert {each.state for each in told(send, *KINDS).values()} == {"ok"}
    assert {request.method for request in asked} == {"GET"}


def test_what_a_key_may_not_read_is_missing(here: Http) -> None:
    found = told(refusing(here, "/api/v1/slo"), "monitor", "slo")
    assert {name: each.state for name, each in found.items()} == {
        "monitors_read": "ok",
        "monitors_write": "ok",
        "slos_read": "missing",
        "slos_write": "ok",
    }
    assert found["slos_read"].seen == "GET /api/v1/slo is refused"
    assert found["slos_read"].remedy.endswith("it is needed to read slo")


def test_a_scope_that_a_key_does_not_have_is_missing(here: Http) -> None:
    found = told(scoped(here, "monitors_read"), "monitor")
    assert found["monitors_read"].state == "ok"
    assert found["monitors_write"].seen == "the application key has 1 scope, and not this one"
    assert "https://app.datadoghq.eu/organization-settings/application-keys" in found["monitors_write"].remedy


def test_a_permission_that_the_owner_does_not_have_is_missing(here: Http) -> None:
    def send(request: Request) -> Response:
        if request.path.endswith("/permissions"):
            return Response(200, {"data": [{"attributes": {"name": "monitors_read"}}]})
        return here(request)

    found = told(send, "monitor")["monitors_write"]
    assert (found.state, found.seen) == ("missing", "the owner of the keys does not have it")


@pytest.mark.parametrize("path", [SCOPES, "/api/v2/users"])
def test_whether_a_key_may_write_is_unknown_where_one_of_both_is_not_shown(here: Http, path: str) -> None:
    found = told(refusing(here, path), "monitor")
    assert (found["monitors_read"].state, found["monitors_write"].state) == ("ok", "unknown")
    assert found["monitors_write"].seen.startswith(f"to write monitor: {path}")


def test_an_answer_that_says_neither_is_unknown(here: Http) -> None:
    def send(request: Request) -> Response:
        return Response(500, {"errors": ["oops"]}) if request.path != "/api/v2/validate" else here(request)

    found = told(send, "monitor")
    assert {each.state for each in found.values()} == {"unknown"}
    assert found["monitors_read"].seen == "to read monitor: Datadog answered 500: oops"
