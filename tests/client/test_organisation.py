from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from dogwatch.client import Http, OnlyTo, Send, Target, read_organisation
from dogwatch.errors import ApiError, NotAllowed, WrongOrganisation
from dogwatch.kinds import Request, Response
from dogwatch.local.server import Keys, running
from tests.client.sends import answers

OURS, THEIRS = "550e8400-e29b-41d4-a716-446655440000", "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
MONITORS = Request("GET", "/api/v1/monitor")


@contextmanager
def theirs(named: str = "") -> Iterator[tuple[Target, Send]]:
    """The way to an organisation with keys of it, and a target that may name another."""
    with running(keys=Keys("a" * 32, "b" * 40, THEIRS)) as server:
        target = Target(server.url, api_key="a" * 32, app_key="b" * 40, organisation=named)
        http = Http(target)
        try:
            yield target, http
        finally:
            http.close()


def whose(id: str) -> Response:
    return Response(200, {"data": {"id": id, "type": "validate_v2", "attributes": {"valid": True}}})


def test_datadog_says_whose_the_api_key_is() -> None:
    with theirs() as (_, send):
        assert read_organisation(send) == THEIRS


def test_nothing_goes_to_another_organisation_than_the_target_names() -> None:
    with theirs(OURS) as (target, send), pytest.raises(WrongOrganisation) as caught:
        OnlyTo(target, send)(MONITORS)
    assert str(caught.value) == (
        f"{target}: the keys in DD_API_KEY and DD_APP_KEY are of the organisation {THEIRS}, and the target is the "
        f"organisation {OURS}: nothing was read or written"
    )
    assert caught.value.exit_code == 2


def test_the_targets_own_organisation_is_asked_for_once() -> None:
    sent = answers(whose(OURS.upper()), Response(200, []))
    send = OnlyTo(Target("https://api.datadoghq.eu", organisation=OURS), sent)
    assert [send(MONITORS).body, send(MONITORS).body] == [[], []]
    assert [request.path for request in sent.requests] == ["/api/v2/validate", "/api/v1/monitor", "/api/v1/monitor"]


def test_a_target_that_names_no_organisation_asks_for_none() -> None:
    sent = answers(Response(200, []))
    send = OnlyTo(Target("https://api.datadoghq.eu"), sent)
    send.ensure()
    assert (send(MONITORS).body, sent.requests) == ([], [MONITORS])


def test_many_threads_ask_once_whatever_comes_of_it() -> None:
    sent = answers(whose(THEIRS))
    send = OnlyTo(Target("https://api.datadoghq.eu", organisation=OURS), sent)
    with ThreadPoolExecutor(8) as pool:
        errors = [future.exception() for future in [pool.submit(send, MONITORS) for _ in range(8)]]
    assert [type(error) for error in errors] == [WrongOrganisation] * 8
    assert [request.path for request in sent.requests] == ["/api/v2/validate"]


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (Response(403, {"errors": ["Forbidden"]}), NotAllowed, "organisation of the keys: Datadog answered 403"),
        (Response(404, {"errors": ["Not found"]}), ApiError, "organisation of the keys: Datadog answered 404"),
        (Response(200, {"valid": True}), ApiError, "what was sent names none; is something in between"),
        (Response(200, {"data": {"id": 7}}), ApiError, "what was sent names none; is something in between"),
    ],
)
def test_what_cannot_be_known_is_no_permission(answer: Response, error: type[Exception], said: str) -> None:
    sent = answers(answer)
    send = OnlyTo(Target("https://api.datadoghq.eu", organisation=OURS), sent)
    for _ in range(2):
        with pytest.raises(error, match=said):
            send(MONITORS)
    assert [request.path for request in sent.requests] == ["/api/v2/validate"] * 2
