from __future__ import annotations

import json

from dogwatch.judge import Known, Status, notification_of
from dogwatch.local.live import Slack
from dogwatch.local.live.slack import mrkdwn
from dogwatch.local.live.variables import LOCAL
from tests.judge.notification.notices import AT, monitor, notice, told


def test_posts_an_attachment_in_the_colour_of_the_state() -> None:
    said = told("{{host.name}} is busy. @slack-ops", tags=["team:web"])
    body = json.loads(Slack("http://x/").post(said, LOCAL).body)

    assert body["text"] == "[Triggered on {host:web-1}] CPU is high"
    (attachment,) = body["attachments"]
    assert attachment["title"] == "CPU is high"
    assert attachment["title_link"] == said.links.monitor
    assert attachment["color"] == "#d83a3a"
    assert attachment["ts"] == AT
    assert attachment["fields"] == [{"title": "Tags", "value": "host:web-1, monitor, team:web", "short": False}]
    assert attachment["text"].startswith(
        "web-1 is busy. @slack-ops\n\n*system.cpu.user* over *host:web-1* was *&gt; 60.0* on average"
    )


def test_what_an_event_says_calls_nobody_together() -> None:
    known = Known({"event": {"title": "<!channel> & co", "text": "<!here> <@U1> &lt;!everyone&gt;"}})
    at = monitor("{{{event.text}}} {{event.text}} @slack-ops", name="{{event.title}}")
    sent = Slack("http://x/").post(notification_of(at, notice(), known=known), LOCAL).body.decode()
    assert "&lt;!channel&gt; &amp; co" in sent
    assert "<!" not in sent
    assert "<@" not in sent


def test_an_end_is_green() -> None:
    body = json.loads(Slack("http://x/").post(told(at=notice(Status.OK, Status.ALERT)), LOCAL).body)
    assert body["attachments"][0]["color"] == "#2f9e57"


def test_writes_as_slack_does() -> None:
    assert mrkdwn("%%%\n**a** [b](http://x/?a=1&b=2) &lt;c&gt; & d\n%%%") == (
        "*a* <http://x/?a=1&amp;b=2|b> &lt;c&gt; &amp; d"
    )
