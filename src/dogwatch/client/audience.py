"""Who there is to be told: what Datadog knows behind the handles of messages.

Sources: Datadog's own client (the integrations of Slack, PagerDuty, webhooks, Opsgenie and Microsoft Teams; teams;
users).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from dogwatch.client.numbered import attributes_in, read_data, read_numbered
from dogwatch.client.reading import answered, expect
from dogwatch.client.transport import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Request

# By the word of the handle, which integrations are asked for one name, since they list none.
BY_NAME: Mapping[str, str] = {
    "pagerduty": "/api/v1/integration/pagerduty/configuration/services/{}",
    "webhook": "/api/v1/integration/webhooks/configuration/webhooks/{}",
}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "opsgenie": ("/api/v2/integration/opsgenie/services",),
    "teams": (
        "/api/v2/integration/ms-teams/configuration/tenant-based-handles",
        "/api/v2/integration/ms-teams/configuration/workflows-webhook-handles",
    ),
}


def has_named(send: Send, word: str, name: str) -> bool:
    """Whether a PagerDuty service or a webhook of this name is set up; ApiError where the answer does not say so."""
    path = BY_NAME[word].format(quote(name, safe=""))
    response = answered(send, Request("GET", path), path)
    if response.status == 404:
        return False
    # What a webhook looks like is not looked at: its address may hold a secret.
    expect(response, path)
    return True


def read_channels(send: Send, account: str) -> list[str] | None:
    """The Slack channels that are set up for an account, without their `#`; None where there is no such account."""
    path = f"/api/v1/integration/slack/configuration/accounts/{quote(account, safe='')}/channels"
    response = answered(send, Request("GET", path), path)
    if response.status == 404:
        return None
    channels = expect(response, path)
    if not isinstance(channels, list) or not all(isinstance(each, dict) for each in channels):
        raise ApiError(f"{path}: what was sent is no list of channels; is something in between?")
    return [str(each.get("name")).removeprefix("#") for each in channels]


def read_services(send: Send, word: str) -> list[str]:
    """The names behind the handles of Opsgenie or of Microsoft Teams."""
    listed = (each for path in _LISTS[word] for each in read_data(send, Request("GET", path)))
    return [str(attributes_in(each).get("name")) for each in listed]


def read_teams(send: Send) -> list[str]:
    """The handles of the organisation's teams, without an @."""
    return [str(attributes_in(each).get("handle")) for each in read_numbered(send, "/api/v2/team")]


def read_users(send: Send) -> dict[str, str]:
    """Of every user the status (`Active`, `Pending`, `Disabled`) by handle and by address, both in small letters."""
    found: dict[str, str] = {}
    for each in read_numbered(send, "/api/v2/users"):
        attributes = attributes_in(each)
        status = "Disabled" if attributes.get("disabled") else str(attributes.get("status") or "Active")
        names = {str(attributes[name]).lower() for name in ("handle", "email") if attributes.get(name)}
        # Somebody who was invited anew may be there twice: the one who reads counts.
        found |= {name: status for name in names if found.get(name) != "Active"}
    return found
