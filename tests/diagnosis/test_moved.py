from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from dogwatch.client import Http, Target, expect
from dogwatch.diagnosis import Moved, moved
from dogwatch.kinds import Request
from dogwatch.local import Agent, running
from tests.local.test_listening import send

LINES = b"""feature.hits:2|c|#feature:search,service:shop-api,env:dev,route:/search
feature.hits:1|c|#feature:search,service:shop-api
feature.interactions:3|c|#feature:search,action:open_result,service:shop-api,env:dev
feature.duration:0.1:0.2|d|#feature:search,service:shop-api,env:dev
feature.cpu:0.1|d|#feature:search,service:shop-api,env:dev"""


def ask(send: Http, until: datetime, query: str, since: int) -> Any:
    asked = (("query", query), ("from", str(since)), ("to", str(int(until.timestamp()))))
    return expect(send(Request("GET", "/api/v1/query", asked)), query)


def test_asks_datadog_what_came_of_each_feature() -> None:
    now = datetime.now(UTC)
    since = now.timestamp()
    with (
        running(agent=Agent(0), now=lambda: now) as server,
        closing(Http(Target(server.url, api_key="local", app_key="local"))) as http,
    ):
        send(server.agent.dogstatsd_port or 0, LINES)
        seen = Moved()
        for _ in range(500):
            # Whenever the lines are read, the bucket that they are counted in is over some time.
            now += timedelta(seconds=10)
            seen = moved(partial(ask, http, now), since)
            if seen.hits:
                break
            time.sleep(0.02)
    assert seen.of("search") == 3
    assert seen.hits["search", "shop-api", "N/A"] == 1
    assert seen.routes["search", "/search"] == 2
    assert seen.actions == {("search", "open_result"): 3}
    assert (seen.durations["search",], seen.processor["search",]) == (2, 1)
