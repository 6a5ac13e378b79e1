"""Packets and payloads that are broken in all ways: none ends the intake, or makes it grow without bound."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from dogwatch.local.api.agent.endpoints import AgentRequest, answer
from dogwatch.local.intake.buckets import Buckets, Limits
from dogwatch.local.intake.sending import Sending
from tests.local.organisation import Clock, Organisation

from .spans import ENCODED, NOW, span
from .test_stats import GROUP, payload

LIMITS = Limits(series=300, names=300_000, values=50_000, others=50)
PIECES = [
    b"page.views:1|c",
    b"a.b:1:2:3.5e-9::4|d|@0.1|#env:prod,b,host:x",
    b"users:user-42|s|#a:b",
    b"load:-1.5|g|T1657100540",
    b"time:7|ms|c:ci-1,in-2|e:it-false|card:low",
    b"time:7|h|@0.3",
    b"_e{5,4}:title|text|d:1|h:h|k:k|p:low|s:s|t:error|#a",
    b"_sc|agent.up|0|d:1|h:h|#a|m:it is up",
    b"datadog.dogstatsd.client.metrics:1|c",
]
BITS = [
    b":",
    b"|",
    b"#",
    b"@",
    b",",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"1e999",
    b"nan",
    b"-",
    b"_e{",
    b"_sc|",
    b"9" * 40,
]


def broken(valid: bytes, chance: random.Random) -> bytes:
    """The bytes after some cuts, insertions, repetitions and changes."""
    found = bytearray(valid)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        match chance.randrange(5):
            case 0:
                del found[at : at + chance.randrange(1, 9)]
            case 1:
                found[at:at] = chance.choice(BITS)
            case 2:
                found[at:at] = chance.randbytes(chance.randrange(1, 9))
            case 3 if at < len(found):
                found[at] ^= 1 << chance.randrange(8)
            case 4:
                found[at:at] = found[:at][-chance.randrange(1, 200) :] * chance.randrange(1, 9)
    return bytes(found[:8192])


@contextmanager
def within(megabytes: int) -> Iterator[None]:
    """What is held on to at the end is no more than that."""
    tracemalloc.start()
    try:
        yield
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (held < megabytes << 20, most < 4 * megabytes << 20) == (True, True), (held, most)


def datagrams(number: int, seed: int) -> None:
    chance = random.Random(seed)
    buckets, sending = Buckets("box", LIMITS), Sending()
    points = 0
    for each in range(number):
        lines = [broken(chance.choice(PIECES), chance) for _ in range(chance.randrange(1, 4))]
        buckets.take(b"\n".join(lines), NOW + each / 200)
        if each % 4000 == 0:
            over = buckets.over(NOW + each / 200)
            assert all(len(bucket.series) <= LIMITS.series for bucket in over.buckets)
            assert max(map(len, over[1:])) <= LIMITS.others
            points += len(list(sending.points(over.buckets, NOW + each // 2000 * 10)))
    tally = buckets.tally
    assert points > 100
    assert 0 < tally["malformed"] < tally["taken"]
    assert tally["left_out"] > 0


def payloads(number: int, seed: int) -> None:
    chance = random.Random(seed)
    clock = Clock(NOW)
    organisation = Organisation(clock)
    traces = [[span(), span(span_id=3, parent_id=2, meta={"http.status_code": "500"})], [span(service="other")]]
    bodies = [(f"/{version}/traces", encode(traces)) for version, encode in ENCODED.items()]
    bodies.append(("/v0.6/stats", payload(GROUP)))
    seen = {200: 0, 400: 0}
    for _ in range(number):
        path, body = chance.choice(bodies)
        headers = {"content-type": chance.choice(("application/msgpack", "application/json"))}
        seen[answer(organisation.world, AgentRequest("PUT", path, headers, broken(body, chance))).status] += 1
        clock.pass_(0.01)
    organisation.world.intake.settle()
    assert min(seen.values()) > number / 20


@pytest.mark.nightly
@pytest.mark.parametrize("fuzz", [datagrams, payloads])
def test_nothing_ends_the_intake_or_makes_it_grow(
    fuzz: Callable[[int, int], None], request: pytest.FixtureRequest
) -> None:
    """A million of each with `-m nightly`, else a small share."""
    number = 1_000_000 if "nightly" in request.config.getoption("markexpr") else 5_000
    seed = random.randrange(2**32)
    print(f"{number} broken, seed {seed}")
    with within(32):
        fuzz(number, seed)
