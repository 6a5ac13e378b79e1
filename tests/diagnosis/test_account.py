from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dogwatch.client import Http, Send, Target, Unreachable
from dogwatch.diagnosis import Account, Finding, account_findings, takes_keys
from dogwatch.kinds import Request, Response
from dogwatch.local.server import Keys, running
from tests.client.sends import answers, refused

OURS, THEIRS = "550e8400-e29b-41d4-a716-446655440000", "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
API, APPLICATION = "a" * 32, "b" * 40
EU = Target("https://api.datadoghq.eu", api_key=API, app_key=APPLICATION)
FORBIDDEN = Response(403, {"errors": ["Forbidden"]})


@pytest.fixture(scope="module")
def here() -> Iterator[Target]:
    with running(keys=Keys(API, APPLICATION, OURS)) as server:
        yield Target(server.url, api_key=API, app_key=APPLICATION)


def told(target: Target, send: Send | None = None, **others: Send) -> dict[tuple[str, str], Finding]:
    account = Account(target, send or Http(target), time.time, others)
    return {(each.subject, each.what): each for each in account_findings(account)}


def states(found: dict[tuple[str, str], Finding]) -> dict[str, str]:
    return {what: each.state for (subject, what), each in found.items() if subject == "keys"}


def test_good_keys_of_the_named_organisation_are_well(here: Target) -> None:
    found = told(replace(here, organisation=OURS))
    assert {each.state for each in found.values()} == {"ok"}
    assert {subject for subject, _ in found} == {"site", "clock", "keys", "organisation"}
    assert takes_keys(list(found.values()))


def test_keys_of_another_organisation_are_wrong(here: Target) -> None:
    found = told(replace(here, organisation=THEIRS))["organisation", "id"]
    assert found.state == "wrong"
    assert found.seen == f"the keys are of {OURS}, the target is {THEIRS}: nothing would be read or written"


def test_an_organisation_that_no_target_names_is_a_hint(here: Target) -> None:
    found = told(here)["organisation", "id"]
    assert (found.state, found.remedy.partition(" in ")[0]) == ("hint", f'organisation="{OURS}"')


def test_a_key_that_is_not_set_is_missing_and_the_other_is_looked_at_all_the_same(here: Target) -> None:
    assert states(told(replace(here, app_key=""))) == {"DD_API_KEY": "ok", "DD_APP_KEY": "missing"}
    assert states(told(replace(here, api_key=""))) == {"DD_API_KEY": "missing", "DD_APP_KEY": "unknown"}


def test_a_key_that_is_refused_is_wrong(here: Target) -> None:
    assert states(told(replace(here, app_key="c" * 40))) == {"DD_API_KEY": "ok", "DD_APP_KEY": "wrong"}
    found = told(replace(here, api_key="c" * 32))
    assert states(found) == {"DD_API_KEY": "wrong", "DD_APP_KEY": "unknown"}
    assert not takes_keys(list(found.values()))


def test_no_key_is_ever_repeated(here: Target) -> None:
    for target in (here, replace(here, api_key="c" * 32), replace(here, app_key="c" * 40)):
        said = str(told(target))
        assert not any(key in said for key in (API, APPLICATION, *target.secrets))


def test_keys_that_are_exchanged_are_recognised() -> None:
    exchanged = replace(EU, api_key=APPLICATION, app_key=API)
    assert told(exchanged, answers(FORBIDDEN))["keys", "DD_API_KEY"].remedy.startswith("the two are exchanged")


def test_the_site_that_takes_a_refused_key_is_named_if_the_others_may_be_asked() -> None:
    us5 = answers(Response(200, {"valid": True}))
    asked = {"us3.datadoghq.com": answers(refused()), "datadoghq.eu": us5, "us5.datadoghq.com": us5}
    found = told(EU, answers(FORBIDDEN), **asked)["keys", "DD_API_KEY"]
    assert found.remedy == "it is a key of us5.datadoghq.com: write DD_SITE=us5.datadoghq.com"
    assert "--ask-sites" in told(EU, answers(FORBIDDEN))["keys", "DD_API_KEY"].remedy


def test_a_site_that_does_not_answer_leaves_the_keys_unknown() -> None:
    found = told(replace(EU, app_key=""), answers(refused()))
    assert found["site", "API"].state == "wrong"
    assert states(found) == {"DD_API_KEY": "unknown", "DD_APP_KEY": "missing"}


@pytest.mark.parametrize(
    ("url", "answer", "remedy"),
    [
        ("https://app.datadoghq.eu", Response(404, None, "<html>"), "write DD_SITE=datadoghq.eu"),
        ("https://api.datadog.example", Response(200, None, "<html>"), "DD_SITE is one of datadoghq.com,"),
        (
            "https://api.datadoghq.com",
            Response(307, headers={"location": "https://api.us3.datadoghq.com/api/v1/validate"}),
            "write DD_SITE=us3.datadoghq.com",
        ),
    ],
)
def test_a_site_that_is_none_is_told_with_the_right_one(url: str, answer: Response, remedy: str) -> None:
    found = told(replace(EU, url=url), answers(answer))["site", "API"]
    assert (found.state, remedy in found.remedy) == ("wrong", True)


@pytest.mark.parametrize(
    ("date", "state", "seen"),
    [
        ("Fri, 02 Jan 2026 12:00:00 GMT", "ok", "within 60 s of Datadog's"),
        ("Fri, 02 Jan 2026 11:58:00 GMT", "wrong", "120 s ahead of Datadog's"),
        ("Fri, 02 Jan 2026 12:10:00 GMT", "wrong", "600 s behind Datadog's"),
        ("yesterday", "unknown", "the answer says no time"),
    ],
)
def test_the_clock_is_held_against_the_answers(date: str, state: str, seen: str) -> None:
    send = answers(Response(403, {"errors": []}, headers={"date": date}))
    found = [each for each in account_findings(Account(EU, send, lambda: 1767355200.0, {})) if each.subject == "clock"]
    assert [(each.state, each.seen) for each in found] == [(state, seen)]


def test_what_cannot_be_asked_of_the_application_key_is_unknown() -> None:
    def send(request: Request) -> Response:
        if request.path == "/api/v2/validate_keys":
            raise Unreachable("no answer from somewhere", was_sent=True)
        return Response(200, {"valid": True, "data": {"id": OURS}})

    assert states(told(EU, send)) == {"DD_API_KEY": "ok", "DD_APP_KEY": "unknown"}
