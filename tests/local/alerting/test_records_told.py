"""Monitors tell the words of the event or of the check run that they found."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v1.api.events_api import EventsApi
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.model.event_create_request import EventCreateRequest
from datadog_api_client.v1.model.monitor import Monitor
from datadog_api_client.v1.model.monitor_type import MonitorType

from dogwatch.local.live import receiver_at
from dogwatch.local.server import running
from tests.local.alerting.fast import fast
from tests.local.alerting.living import Living
from tests.local.live.server import receiving

DEPLOYS = 'events("source:deploy failed").rollup("count").last("5m") > 0'
MESSAGE = "{{event.title}} on {{event.host.name}} ({{event.tags.env}}): {{{event.text}}} @webhook-people"
CONNECTS = '"shop.can_connect".over("*").by("host").last(2).count_by_status()'


def test_an_event_that_datadogs_own_client_posts_is_told_of_in_its_words():
    with receiving() as receiver:
        receivers = [receiver_at("@webhook-people", receiver.url), receiver_at("@slack-evil", receiver.url)]
        with running(now=fast(30), receivers=receivers) as server:
            configuration = Configuration(host=server.url)
            configuration.api_key = {"apiKeyAuth": server.keys.api, "appKeyAuth": server.keys.application}
            with ApiClient(configuration) as client:
                monitor = Monitor(name="deploys", type=MonitorType("event-v2 alert"), query=DEPLOYS, message=MESSAGE)
                MonitorsApi(client).create_monitor(monitor)
                said = {"text": "see @slack-evil {{event.id}} <log>", "source_type_name": "deploy", "host": "web-1"}
                EventsApi(client).create_event(EventCreateRequest(title="Deploy failed", tags=["env:prod"], **said))
            assert _within(15, lambda: receiver.came)
    ((_, _, sent),) = receiver.came
    assert json.loads(sent)["body"].startswith(
        "%%%\nDeploy failed on web-1 (prod): see @slack-evil {{event.id}} <log> @webhook-people\n"
    )


def _within(seconds: float, holds: Callable[[], object]) -> bool:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_what_a_check_said_over_http_and_to_the_agent_is_told():
    here = Living()
    options = {"thresholds": {"critical": 1, "ok": 1}, "new_host_delay": 0}
    here.watch(type="service check", query=CONNECTS, name="connects", message="{{check_message}}", options=options)
    run = {"check": "shop.can_connect", "host_name": "db1", "status": 2, "message": "no route <1>"}
    assert here.ask("POST", "/api/v1/check_run", run)[0] == 202
    here.pass_()
    here.world.intake.take([b"_sc|shop.can_connect|0|h:db1|m:well again\\nat last"])
    here.pass_(2)

    assert [(each["transition"], each["message"]) for each in here.inbox()] == [
        ("Triggered", "no route &lt;1&gt;"),
        ("Recovered", "well again\nat last"),
    ]
