"""From sockets into the store, and out again over HTTP: Datadog's own client of DogStatsD, and the library's."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import numpy as np
import pytest
from datadog.dogstatsd import DogStatsd

from dogwatch.local.intake.stats import Ended, Group, Stats
from dogwatch.local.server import Agent, Running, running
from tests.local.organisation import Clock, Organisation

Ask = Callable[..., Any]
EXTREME = np.array([1e308, 1e307]), np.array([1e15, 1e15])


@contextmanager
def listening(kind: str, folder: Path, clock: Clock) -> Iterator[tuple[Running, str]]:
    """An embedded Datadog, and the address where it takes DogStatsD."""
    path = folder / "dsd.socket"
    agent = {
        "udp": Agent(dogstatsd_port=0),
        "unixgram": Agent(dogstatsd_socket=path),
        "unixstream": Agent(dogstatsd_stream_socket=path),
    }[kind]
    with running(now=clock, agent=agent) as server:
        yield server, f"udp://127.0.0.1:{server.agent.dogstatsd_port}" if kind == "udp" else f"{kind}://{path}"


def asked(server: Running, path: str, **query: Any) -> Any:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    with urlopen(Request(f"{server.url}{path}?{urlencode(query)}", headers=headers)) as answer:
        return json.load(answer)


def values(server: Running, clock: Clock, query: str) -> list[float]:
    """What a query answers for the last minutes, without what is null."""
    end = int(clock.second) // 60 * 60 + 60
    answer = asked(server, "/api/v1/query", query=query, **{"from": end - 300, "to": end})
    return [value for series in answer["series"] for _, value in series["pointlist"] if value is not None]


@pytest.mark.parametrize("kind", ["udp", "unixgram", "unixstream"])
@pytest.mark.parametrize("is_buffered", [False, True])
def test_all_that_datadogs_client_sends_is_what_queries_answer(kind: str, is_buffered: bool, tmp_path: Path):
    clock = Clock()
    with listening(kind, tmp_path, clock) as (server, url):
        where = {"host": "127.0.0.1", "port": server.agent.dogstatsd_port} if kind == "udp" else {"socket_path": url}
        # By default the client drops what the kernel does not take at once.
        client = DogStatsd(
            **where, disable_buffering=not is_buffered, socket_timeout=10, constant_tags=["env:prod"], namespace="shop"
        )
        for number in range(40):
            client.increment("orders", tags=["feature:checkout"])
            client.gauge("queue", number)
            client.set("users", number % 7)
            client.histogram("size", number % 4)
            client.timing("render", 5)
            client.distribution("latency", number)
        client.gauge_with_timestamp("backfilled", 3, int(clock.second) - 60)
        client.count_with_timestamp("imported", 5, int(clock.second) - 60)
        client.event("Deployed", "first line\nsecond line", alert_type="success", tags=["service:shop"])
        client.service_check("shop.up", DogStatsd.WARNING, message="slow", hostname="box")
        client.flush()
        client.close_socket()
        end = time.monotonic() + 20
        while asked(server, "/local/intake").get("lines taken", 0) < 40 * 6 + 4:
            assert time.monotonic() < end
        clock.pass_(10)
        expected = {
            "sum:shop.orders{feature:checkout,env:prod}.as_count()": 40,
            "avg:shop.queue{*}": 39,
            "avg:shop.users{*}": 7,
            "max:shop.size.max{*}": 3,
            "sum:shop.size.count{*}.as_count()": 40,
            "avg:shop.render.95percentile{*}": 5,
            "sum:shop.latency{*}": sum(range(40)),
            "count:shop.latency{*}.as_count()": 40,
            "avg:shop.backfilled{*}": 3,
            "sum:shop.imported{*}.as_count()": 5,
        }
        assert {query: sum(values(server, clock, query)) for query in expected} == pytest.approx(expected)
        (event,) = asked(server, "/api/v1/events", start=0, end=int(clock.second))["events"]
        assert (event["title"], event["text"], event["alert_type"], event["tags"]) == (
            "Deployed",
            "first line\nsecond line",
            "success",
            ["env:prod", "service:shop"],
        )
        assert not [name for name in asked(server, "/api/v1/metrics", **{"from": 1})["metrics"] if "datadog" in name]


def test_values_of_which_sums_are_no_numbers_are_left_out_and_all_answers_are_json():
    clock = Clock()
    organisation = Organisation(clock)
    world = organisation.world
    large = b":".join([b"1e308", b"-1e308"] * 3000)
    lines = [b"%c:1e308:1e308|%c|@0.0001" % (kind, kind) for kind in b"cghd"] + [
        b"many:%b|d|@0.001" % large,
        b"fine:2|g",
    ]
    world.intake.take(lines)
    world.intake.take_stats(Stats("", "", "", [Ended(int(clock.second) * 10**9, Group(name="a"), [EXTREME])]))
    clock.pass_(40)
    window = {"from": int(clock.second) - 600, "to": int(clock.second) + 60}
    for metric in ("c", "g", "h.avg", "h.max", "d", "many", "fine", "trace.a"):
        status, body = organisation.ask("GET", "/api/v1/query", query=f"sum:{metric}{{*}}", **window)
        values = [value for series in body["series"] for _, value in series["pointlist"] if value is not None]
        assert (status, all(map(math.isfinite, values))) == (200, True)
        assert metric != "fine" or values == [2]
    assert world.intake.tally()["points late"] > 5
