from __future__ import annotations

from typing import Any

import pytest

from dogwatch.client import Unreachable
from dogwatch.diagnosis import Audience, Finding
from dogwatch.kinds import Request, Response
from tests.client.sends import answers, refused

FORBIDDEN = Response(403, {"errors": ["Forbidden"]})
SLACK = "/api/v1/integration/slack/configuration/accounts/acme/channels"
PAGERDUTY = "/api/v1/integration/pagerduty/configuration/services/"
WEBHOOKS = "/api/v1/integration/webhooks/configuration/webhooks/"


def shown(*attributes: dict[str, Any]) -> dict[str, Any]:
    return {"data": [{"id": str(at), "attributes": each} for at, each in enumerate(attributes)]}


KNOWN: dict[str, Any] = {
    SLACK: [{"name": "#payments"}, {"name": "#ops"}],
    f"{PAGERDUTY}Payments": {"service_name": "Payments"},
    f"{WEBHOOKS}pager": {"name": "pager", "url": "https://example.com/s3cret"},
    "/api/v2/integration/opsgenie/services": shown({"name": "payments"}),
    "/api/v2/integration/ms-teams/configuration/tenant-based-handles": shown({"name": "shop-payments"}),
    "/api/v2/integration/ms-teams/configuration/workflows-webhook-handles": shown(),
    "/api/v2/team": shown({"handle": "payments"}),
    "/api/v2/users": shown(
        {"handle": "ann@example.com", "status": "Active"},
        {"handle": "bob@example.com", "status": "Pending"},
        {"handle": "eve@example.com", "status": "Active", "disabled": True},
    ),
}


def datadog(request: Request) -> Response:
    """An organisation in which what is in KNOWN is set up, and nothing else; lists have one page."""
    if request.path not in KNOWN:
        return Response(404, {"errors": ["not found"]})
    is_behind = dict(request.query).get("page[number]", "0") != "0"
    return Response(200, {"data": []} if is_behind else KNOWN[request.path])


def told(*handles: str, send: Any = datadog, accounts: tuple[str, ...] = ("acme",)) -> dict[str, Finding]:
    keys = {handle: ["shop/errors", "shop/latency"] for handle in handles}
    return {each.what: each for each in Audience(send, accounts).findings(keys)}


@pytest.mark.parametrize(
    "handle",
    [
        "@slack-payments",
        "@slack-acme-payments",
        "@pagerduty-Payments",
        "@webhook-pager",
        "@opsgenie-payments",
        "@teams-shop-payments",
        "@team-payments",
        "@oncall-payments",
        "@Ann@example.com",
        "@all",
    ],
)
def test_who_is_there_is_well(handle: str) -> None:
    assert told(handle)[handle].state == "ok"


@pytest.mark.parametrize(
    ("handle", "meant"),
    [
        ("@slack-paymnets", "@slack-payments"),
        ("@opsgenie-payment", "@opsgenie-payments"),
        ("@teams-shop-payment", "@teams-shop-payments"),
        ("@team-payment", "@team-payments"),
        ("@oncall-paymets", "@oncall-payments"),
    ],
)
def test_who_is_not_there_is_missing_with_the_one_that_was_meant(handle: str, meant: str) -> None:
    found = told(handle)[handle]
    assert (found.state, found.keys) == ("missing", ("shop/errors", "shop/latency"))
    assert found.remedy.startswith(f"did you mean {meant}?")


def test_of_what_is_asked_by_name_another_that_is_told_may_be_meant() -> None:
    found = told("@pagerduty-Payment", "@pagerduty-Payments", "@webhook-nobody")
    assert found["@pagerduty-Payment"].remedy.startswith("did you mean @pagerduty-Payments?")
    assert found["@webhook-nobody"].remedy == "add it in Datadog's webhook integration"


def test_a_secret_address_of_a_webhook_is_not_repeated() -> None:
    assert "s3cret" not in str(told("@webhook-pager"))


def test_users_who_get_nothing_are_wrong() -> None:
    found = told("@bob@example.com", "@eve@example.com")
    assert found["@bob@example.com"].state == "wrong"
    assert "(pending)" in found["@bob@example.com"].seen
    assert found["@eve@example.com"].seen == "a user who is disabled: nothing is mailed"


def test_an_address_of_nobody_is_unknown_with_the_user_who_may_be_meant() -> None:
    found = told("@anne@example.com")["@anne@example.com"]
    assert (found.state, found.remedy) == ("unknown", "did you mean @ann@example.com?")


@pytest.mark.parametrize("handle", ["@slack-{{team.name}}", "@sns-topic", "@workflow-restart(shop)"])
def test_what_datadog_does_not_say_is_unknown(handle: str) -> None:
    assert told(handle)[handle].state == "unknown"


def test_a_slack_account_has_to_be_named_and_there() -> None:
    unnamed = told("@slack-payments", accounts=())["@slack-payments"]
    assert (unnamed.state, "--slack-account NAME" in unnamed.remedy) == ("unknown", True)
    absent = told("@slack-payments", accounts=("acme", "acem"))["@slack-payments"]
    assert absent.seen == "Datadog has no Slack account acem"


@pytest.mark.parametrize(
    ("handle", "permission"),
    [
        ("@slack-payments", "integrations_read"),
        ("@pagerduty-Payments", "integrations_read"),
        ("@team-payments", "teams_read"),
        ("@ann@example.com", "user_access_read"),
    ],
)
def test_what_the_keys_may_not_ask_is_unknown_with_the_permission(handle: str, permission: str) -> None:
    found = told(handle, send=answers(FORBIDDEN))[handle]
    assert (found.state, found.remedy) == ("unknown", f"give the keys {permission}")


def test_a_datadog_that_does_not_answer_is_no_finding() -> None:
    with pytest.raises(Unreachable):
        told("@team-payments", send=answers(refused()))
