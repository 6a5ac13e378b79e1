"""What the sample shop asks of Datadog, asked of the embedded one."""

from __future__ import annotations

import socket
from contextlib import closing
from datetime import UTC, datetime

import pytest

from dogwatch.local import Agent, running
from examples.shop.reading import Datadog, Feature, table

LINES = """\
feature.hits:3|c|#env:demo,feature:checkout,outcome:ok,route:/checkout
feature.hits:1|c|#env:demo,feature:checkout,outcome:error,error_type:sold_out,route:/checkout
feature.hits:2|c|#env:demo,feature:search,outcome:ok
feature.hits:9|c|#env:other,feature:search,outcome:ok
feature.duration:0.1:0.1:0.1:0.1|d|#env:demo,feature:checkout,outcome:ok
feature.interactions:3|c|#env:demo,feature:checkout,action:pay
feature.interactions:4|c|#env:demo,feature:checkout,action:review_order"""


@pytest.mark.parametrize("begin", [1_800_000_007, 1_800_000_017])
def test_what_was_sent_is_read_back_by_feature(begin: int) -> None:
    clock = [float(begin)]  # within a bucket, whose point is at its beginning
    with (
        running(agent=Agent(0), now=lambda: datetime.fromtimestamp(clock[0], UTC)) as server,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as service,
        closing(Datadog(server.url, "demo")) as datadog,
    ):
        service.sendto(LINES.encode(), ("127.0.0.1", server.agent.dogstatsd_port or 0))
        while not datadog.features(begin, clock[0]):
            clock[0] += 1  # until the datagram has been read, and its bucket is over
        features = datadog.features(begin, clock[0])
    assert features["search"] == Feature(2, 0, 0, {})
    hits, errors, p95, actions = features["checkout"]
    assert (hits, errors, actions) == (4, 1, {"pay": 3, "review_order": 4})
    assert 0.099 < p95 < 0.101


def test_the_table_has_a_line_for_each_feature() -> None:
    features = {"search": Feature(20, 0, 0.0061, {}), "checkout": Feature(4, 1, 0.1, {"pay": 3, "review_order": 4})}
    assert table(features) == [
        "feature            hits errors       p95  actions",
        "checkout              4      1    100 ms  pay 3, review_order 4",
        "search               20      0      6 ms",
    ]
