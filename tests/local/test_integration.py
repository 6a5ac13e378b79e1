from __future__ import annotations

import json
from contextlib import closing
from typing import Any

from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request
from dogwatch.local.live import Deliveries, Receivers, receiver_at
from tests.local.organisation import world

CHANNELS = "/api/v1/integration/slack/configuration/accounts/acme/channels"
WEBHOOK = "/api/v1/integration/webhooks/configuration/webhooks/{}"


def asked(path: str, *handles: str) -> tuple[int, Any]:
    with closing(Deliveries()) as deliveries:
        receivers = Receivers([receiver_at(handle, "http://127.0.0.1/secret") for handle in handles], deliveries)
        given = answer(world(receivers=receivers), Request("GET", path, {}, b"", "local", "local"))
    assert b"secret" not in given.body
    return given.status, json.loads(given.body)


def test_the_channels_are_those_with_a_receiver() -> None:
    assert asked(CHANNELS) == (200, [])
    status, said = asked(CHANNELS, "@slack-payments", "@webhook-pager")
    assert (status, [each["name"] for each in said]) == (200, ["#payments"])


def test_channels_are_not_listed_while_all_are_received() -> None:
    said = "not emulated: the list of channels, since @slack-* receives for every one"
    assert asked(CHANNELS, "@slack-*") == (501, {"errors": [said]})


def test_a_webhook_is_there_where_it_has_a_receiver() -> None:
    status, said = asked(WEBHOOK.format("pager"), "@webhook-pager")
    assert (status, said["name"]) == (200, "pager")
    assert asked(WEBHOOK.format("pagre"), "@webhook-pager") == (404, {"errors": ["Webhook not found"]})


def test_what_is_told_nowhere_here_is_refused_by_name() -> None:
    path = "/api/v1/integration/pagerduty/configuration/services/Payments"
    assert asked(path) == (501, {"errors": [f"not emulated: GET {path}"]})
