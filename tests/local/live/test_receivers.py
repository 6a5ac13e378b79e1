from __future__ import annotations

import json

from dogwatch.local.live import Deliveries, Receivers, Slack, Webhook
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
