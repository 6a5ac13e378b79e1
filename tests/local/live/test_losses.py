from __future__ import annotations

from dogwatch.local.live import Deliveries, Losses, Post, Receivers, Webhook
from tests.judge.notification.notices import told


def lost(*messages: str) -> Losses:
    """What is to be said when a receiver refuses these messages."""
    deliveries = Deliveries(lambda post: 404)
    receivers = Receivers([Webhook("a", "http://x/"), Webhook("b", "http://x/")], deliveries)
    for message in messages:
        receivers.tell(told(message))
    deliveries.close()
    deliveries.put("@webhook-c", Post("", b"", {}))
    return Losses(receivers)


def test_says_how_many_were_lost_and_why() -> None:
    losses = lost("@webhook-a @webhook-b", "@webhook-a")

    assert sorted(losses.new(0)) == [
        "1 notification for @webhook-b is lost: it answers 404",
        "1 notification for @webhook-c is lost: it came after the end",
        "2 notifications for @webhook-a are lost: it answers 404",
    ]
    assert losses.new(100) == []


def test_says_more_of_the_same_a_minute_later() -> None:
    deliveries = Deliveries()
    deliveries.close()
    losses = Losses(Receivers([], deliveries))
    said = []
    for second in range(0, 100, 10):
        deliveries.put("@webhook-a", Post("", b"", {}))
        said += [(second, line) for line in losses.new(second)]

    assert said == [
        (0, "1 notification for @webhook-a is lost: it came after the end"),
        (60, "6 notifications for @webhook-a are lost: it came after the end"),
    ]


def test_says_once_whom_nothing_receives() -> None:
    losses = lost("@pagerduty-a", "@pagerduty-a @who@example.com")

    assert losses.new(0)[1:] == [
        "nothing here receives what is for @pagerduty-a",
        "nothing here receives what is for @who@example.com",
    ]
    assert losses.new(1) == []
