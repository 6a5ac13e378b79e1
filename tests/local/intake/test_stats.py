from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dogwatch.local.intake.stats import decoded_stats
from dogwatch.local.intake.traces import Undecodable

from .spans import START
from .test_sketch import sketch

GROUP = {
    "Name": "web.request",
    "Service": "shop",
    "Resource": "GET /pay",
    "HTTPStatusCode": 200,
    "Synthetics": False,
    "Hits": 3,
    "TopLevelHits": 3,
    "Errors": 1,
    "Duration": 3 * 10**9,
    "OkSummary": sketch(1e9, 1e9).SerializeToString(),
    "ErrorSummary": sketch(1e9).SerializeToString(),
    "PeerTags": ["a:b"],
}


def payload(*groups: dict[str, Any], **others: Any) -> bytes:
    bucket = {"Start": START, "Duration": 10**10, "Stats": list(groups)}
    return msgspec.msgpack.encode({"Hostname": "box", "Env": "prod", "Version": "7", "Stats": [bucket], **others})


def test_reads_groups_and_how_long_they_took():
    stats = decoded_stats(payload(GROUP))
    assert stats[:3] == ("prod", "7", "box")
    (ended,) = stats.ended
    group = ended.group
    assert (ended.start, group.name, group.service, group.resource) == (START, "web.request", "shop", "GET /pay")
    assert (group.status, group.hits, group.errors, group.duration) == (200, 3, 1, 3 * 10**9)
    assert [counts.tolist() for _, counts in ended.latencies] == [[2], [1]]


def test_what_a_tracer_leaves_out_is_empty():
    stats = decoded_stats(msgspec.msgpack.encode({"Stats": [{"Start": START, "Stats": [{"Name": "a", "Hits": 1}]}]}))
    assert (stats.env, stats.version, stats.host) == ("", "", "")
    assert (stats.ended[0].group.service, stats.ended[0].latencies) == (None, [])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        msgspec.msgpack.encode([]),
        payload({**GROUP, "Hits": -1}),
        payload({**GROUP, "Duration": 2**64 - 1}),
        payload({**GROUP, "OkSummary": b"no sketch"}),
        payload(GROUP, Stats=[{"Start": -1, "Stats": []}]),
    ],
)
def test_refuses_what_are_no_statistics(body: bytes):
    with pytest.raises(Undecodable, match=r"no statistics of v0\.6"):
        decoded_stats(body)
