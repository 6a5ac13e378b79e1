"""From a socket into the store, and out again over HTTP."""

from __future__ import annotations

import json
import socket
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from dogwatch.local.server import Agent, Running, running
from tests.local.organisation import Clock


def asked(server: Running, path: str, **query: Any) -> Any:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    with urlopen(Request(f"{server.url}{path}?{urlencode(query)}", headers=headers)) as answer:
        return json.load(answer)


def values(server: Running, clock: Clock, query: str) -> list[float]:
    """What a query answers for the last minute, without what is null."""
    end = int(clock.second)
    answer = asked(server, "/api/v1/query", query=query, **{"from": end - 60, "to": end})
    return [value for series in answer["series"] for _, value in series["pointlist"] if value is not None]


def test_a_gauge_sent_over_udp_is_what_a_query_answers():
    clock = Clock()
    with running(now=clock, agent=Agent(dogstatsd_port=0)) as server, socket.socket(type=socket.SOCK_DGRAM) as client:
        client.sendto(b"queue.depth:7|g|#env:prod", ("127.0.0.1", server.agent.dogstatsd_port or 0))
        while not (clock.pass_(10), values(server, clock, "avg:queue.depth{env:prod}"))[1]:
            pass
        assert values(server, clock, "avg:queue.depth{env:prod}") == [7]
        assert asked(server, "/api/v1/metrics/queue.depth")["type"] == "gauge"
