from __future__ import annotations

import json

import pytest

from dogwatch.errors import UsageError
from dogwatch.local.live import Deliveries, Receivers, Slack, Webhook, receiver_at
from tests.judge.notification.notices import told
from tests.local.live.server import receiving


def test_tells_everybody_whom_a_notification_names() -> None:
    with receiving() as hook, receiving() as chat, receiving() as ops:
        deliveries = Deliveries()
        receivers = Receivers(
            [Webhook("deploys", hook.url), Slack(chat.url), Slack(ops.url, channel="ops")], deliveries
        )
        receivers.tell(told("@webhook-deploys @slack-shop @slack-ops @pagerduty-a @webhook-other"))
        deliveries.close()

    assert json.loads(hook.came[0][2])["title"] == "[Triggered on {host:web-1}] CPU is high"
    assert [len(each.came) for each in (hook, chat, ops)] == [1, 1, 1]
    assert deliveries.delivered == {"@webhook-deploys": 1, "@slack-shop": 1, "@slack-ops": 1}
    assert receivers.unheard == {"@pagerduty-a": 1, "@webhook-other": 1}


def test_without_a_channel_for_all_the_others_are_unheard() -> None:
    deliveries = Deliveries(lambda post: 200)
    receivers = Receivers([Slack("http://x/", channel="ops")], deliveries)
    receivers.tell(told("@slack-ops @slack-shop"))
    deliveries.close()

    assert deliveries.delivered == {"@slack-ops": 1}
    assert receivers.unheard == {"@slack-shop": 1}


def test_tells_what_was_lost_and_why_without_the_address() -> None:
    deliveries = Deliveries(lambda post: 400)
    receivers = Receivers([receiver_at("@webhook-people", "http://secret.example.com/")], deliveries)
    receivers.tell(told("@webhook-people"))
    deliveries.close()

    assert receivers.tally["lost"] == [{"handle": "@webhook-people", "why": "it answers 400", "number": 1}]


@pytest.mark.parametrize("handle", ["@webhook-", "@slack-", "@pagerduty-Shop", "webhook-x", ""])
def test_what_cannot_be_received_is_refused(handle: str) -> None:
    with pytest.raises(UsageError, match="cannot be received; write @webhook-NAME=URL") as refused:
        receiver_at(handle, "https://secret.example.com/")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["", "secret.example.com", "ftp://secret.example.com", "https://"])
def test_an_address_is_one_of_http(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        receiver_at("@webhook-people", url)
    assert str(refused.value) == "@webhook-people is received at no address; write @webhook-people=https://…"
