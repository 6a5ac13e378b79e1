from __future__ import annotations

import json
from urllib.parse import parse_qs

from dogwatch.judge import notification_of
from dogwatch.local.live import Organization, Webhook
from dogwatch.local.live.variables import EMPTY, LOCAL, plain, variables
from tests.judge.notification.notices import AT, monitor, notice, told

SAID = told('Say "hi" & look. @webhook-a', priority=2, tags=["team:web"])


def test_posts_what_datadog_posts_by_itself() -> None:
    post = Webhook("a", "http://x/").post(notification_of(monitor(), notice(), event=8), Organization(5, "Shop"))

    sent = json.loads(post.body)
    assert list(sent) == ["body", "last_updated", "event_type", "title", "date", "org", "id"]
    assert sent["title"] == "[Triggered on {host:web-1}] CPU is high"
    assert sent["body"].startswith("%%%\nLook. @slack-ops\n\n**system.cpu.user**")
    assert (sent["event_type"], sent["id"]) == ("query_alert_monitor", "8")
    assert sent["date"] == sent["last_updated"] == str(AT * 1000)
    assert sent["org"] == {"id": "5", "name": "Shop"}
    assert post.headers == {"Content-Type": "application/json"}


def test_a_payload_of_ones_own_has_the_variables() -> None:
    payload = """{
        "title": "$EVENT_TITLE", "transition": "$ALERT_TRANSITION", "status": "$ALERT_STATUS", "id": $ALERT_ID,
        "text": "$TEXT_ONLY_MSG", "tags": "$TAGS", "team": "$TAGS[team]", "none": "$TAGS[nothing]",
        "priority": "$PRIORITY $ALERT_PRIORITY", "scope": "$ALERT_SCOPE", "host": "$HOSTNAME", "date": $DATE_POSIX,
        "link": "$LINK", "metric": "$ALERT_METRIC $METRIC_NAMESPACE", "type": "$ALERT_TYPE", "query": "$ALERT_QUERY",
        "price": "$5 and $NOTHING", "user": "$USER", "own": "$TOKEN_2"
    }"""
    post = Webhook("a", "http://x/", payload, custom={"TOKEN_2": "s3cret"}).post(SAID, LOCAL)

    assert json.loads(post.body) == {
        "title": "[P2] [Triggered on {host:web-1}] CPU is high",
        "transition": "Triggered",
        "status": "system.cpu.user over host:web-1 was > 60.0 on average during the last 5m",
        "id": 7,
        "text": (
            'Say "hi" & look. @webhook-a\n'
            "\n"
            "system.cpu.user over host:web-1 was > 60.0 on average during the last 5m.\n"
            "\n"
            "The monitor was last triggered at Wed Apr 30 2025 11:45:50 UTC.\n"
            "\n"
            "[Monitor Status] · [Edit Monitor]"
        ),
        "tags": "host:web-1,monitor,team:web",
        "team": "web",
        "none": "",
        "priority": "normal P2",
        "scope": "host:web-1",
        "host": "web-1",
        "date": AT,
        "link": SAID.links.monitor,
        "metric": "system.cpu.user system",
        "type": "error",
        "query": SAID.query,
        "price": "$5 and $NOTHING",
        "user": "",
        "own": "s3cret",
    }


def test_variables_stand_in_addresses_and_headers_too() -> None:
    webhook = Webhook("a", "http://x/$TOKEN/$ALERT_ID", headers={"X-Key": "$TOKEN"}, custom={"TOKEN": "s3cret"})
    post = webhook.post(SAID, LOCAL)

    assert post.url == "http://x/s3cret/7"
    assert post.headers["X-Key"] == "s3cret"
    assert "s3cret" not in repr(webhook)


def test_a_form_has_the_fields_of_the_payload() -> None:
    payload = '{"To": "+1", "Body": "$EVENT_TITLE", "more": {"id": $ALERT_ID}}'
    post = Webhook("a", "http://x/", payload, encode_as="form").post(SAID, LOCAL)

    assert parse_qs(post.body.decode()) == {"To": ["+1"], "Body": [SAID.title], "more": ['{"id": 7}']}
    assert post.headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_what_is_no_json_goes_as_it_is() -> None:
    assert Webhook("a", "http://x/", "Alert: $ALERT_TITLE").post(SAID, LOCAL).body == b"Alert: CPU is high"
    assert Webhook("a", "http://x/", "$ALERT_TITLE", encode_as="form").post(SAID, LOCAL).body == b"CPU is high"
    assert Webhook("a", "http://x/", "[1]", encode_as="form").post(SAID, LOCAL).body == b"[1]"


def test_every_documented_variable_has_a_value() -> None:
    known = variables(SAID, LOCAL)
    assert {name for name, value in known.items() if not value} == {*EMPTY, "ID"}
    assert known["LINK"] == SAID.links.monitor
    assert known["AGGREG_KEY"] == SAID.key
    assert known["ALERT_CYCLE_KEY"] == SAID.cycle


def test_plain_text_has_no_marks() -> None:
    assert plain("%%%\n**a** ![graph](http://x/y.png) b\n\n- - -\n\n[[c](http://z)]\n%%%") == ("a graph b\n\n[c]")
