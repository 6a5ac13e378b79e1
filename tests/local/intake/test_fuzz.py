"""Packets and payloads that are broken in all ways: none ends the intake, or makes it grow without bound."""

from __future__ import annotations

import random
import resource
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

import pytest

from dogwatch.local.api.agent.endpoints import AgentRequest, answer
from dogwatch.local.api.arriving import settle
from dogwatch.local.intake.buckets import Buckets, Limits
from dogwatch.local.intake.sending import Sending
from tests.local.organisation import Clock, Organisation

from .spans import ENCODED, NOW, span
from .test_stats import GROUP, payload

# Given how many and a seed, gives control back after each, so that somebody may look at what is held by then.
Fuzz: TypeAlias = Callable[[int, int], Iterator[None]]

MOST_SERIES = 1000
# A million is shared by so many processes, whose memory is looked at so often; by this look all that has a bound has
# reached it.
PROCESSES, LOOKS, FULL = 2, 20, 8
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
    b"1e308",
    b"-1e308",
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


def resident() -> int:
    """The bytes of this process that are in memory (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def sizes(fuzz: Fuzz, number: int, seed: int) -> list[int]:
    """What the process takes while it runs, at evenly spread times."""
    return [resident() for _ in islice(fuzz(number, seed), number // LOOKS - 1, None, number // LOOKS)]


def datagrams(number: int, seed: int) -> Iterator[None]:
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
        yield
    tally = buckets.tally
    assert points > 100
    assert 0 < tally["malformed"] < tally["taken"]
    assert tally["left_out"] > 0


def payloads(number: int, seed: int) -> Iterator[None]:
    chance = random.Random(seed)
    clock = Clock(NOW)
    organisation = Organisation(clock, most_series=MOST_SERIES)
    traces = [[span(), span(span_id=3, parent_id=2, meta={"http.status_code": "500"})], [span(service="other")]]
    bodies = [(f"/{version}/traces", encode(traces)) for version, encode in ENCODED.items()]
    bodies.append(("/v0.6/stats", payload(GROUP)))
    seen = {200: 0, 400: 0}
    for _ in range(number):
        path, body = chance.choice(bodies)
        headers = {"content-type": chance.choice(("application/msgpack", "application/json"))}
        seen[answer(organisation.world, AgentRequest("PUT", path, headers, broken(body, chance))).status] += 1
        clock.pass_(0.05)
        yield
    organisation.world.intake.settle()
    assert min(seen.values()) > number / 20


def ever_new(number: int, seed: int) -> Iterator[None]:
    """Names, tags, hosts, resources, checks and events, none of which ever comes again, from all sides."""
    chance = random.Random(seed)
    clock = Clock(NOW)
    organisation = Organisation(clock, most_series=MOST_SERIES)
    world, intake = organisation.world, organisation.world.intake
    for each in range(number):
        new = f"{seed}.{each}"
        match chance.randrange(5):
            case 0:
                kind = chance.choice("cghd")
                intake.take([f"n{new}:1|{kind}\nknown:1|{kind}|#user:{new}\nset.{kind}:{new}|s".encode()])
            case 1:
                intake.take([f"_sc|up.{new}|0|#a:{new}\n_e{{1,1}}:a|b|#a:{new}\ntimed:1|g|T{NOW}|#a:{new}".encode()])
            case 2:
                found = span(resource=f"GET /{new}", name=f"n{each % 50}", meta={"env": new})
                body = ENCODED["v0.4"]([[found]])
                assert answer(world, AgentRequest("PUT", "/v0.4/traces", {}, body)).status == 200
            case 3:
                group = {**GROUP, "Resource": new, "Name": f"n{new}"}
                assert answer(world, AgentRequest("PUT", "/v0.6/stats", {}, payload(group))).status == 200
            case 4:
                point = {"metric": "posted", "points": [[int(clock.second), 1]], "tags": [f"user:{new}"]}
                assert organisation.ask("POST", "/api/v1/series", {"series": [point]})[0] == 202
        clock.pass_(0.05)
        if each % 1000 == 0:
            settle(world)
        yield
    clock.pass_(60)
    settle(world)
    tally = intake.tally()
    assert len(intake.series) <= MOST_SERIES
    assert tally["points left_out"] > number / 20
    assert any(f"all metrics together have {MOST_SERIES:,} series" in line for line in intake.complaints())


FUZZES = pytest.mark.parametrize("fuzz", [datagrams, payloads, ever_new])


@FUZZES
def test_nothing_ends_the_intake_or_is_held_on_to(fuzz: Fuzz) -> None:
    seed = random.randrange(2**32)
    print(f"{fuzz.__name__}: 5,000 broken, seed {seed}")
    with within(32):
        assert sum(1 for _ in fuzz(5_000, seed)) == 5_000


@pytest.mark.nightly
@FUZZES
def test_a_million_do_not_make_the_process_grow(fuzz: Fuzz, request: pytest.FixtureRequest) -> None:
    """A million of each with `-m nightly`, else a small share; in processes of their own, whose memory nobody has used.

    To count each byte that is held, as the test above does, takes four times as long as all the rest.
    """
    number = (1_000_000 if "nightly" in request.config.getoption("markexpr") else 10_000) // PROCESSES
    seeds = [random.randrange(2**32) for _ in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as processes:
        running = [processes.submit(sizes, fuzz, number, seed) for seed in seeds]
        for seed, process in zip(seeds, running, strict=True):
            took = [each >> 20 for each in process.result()]
            print(f"{fuzz.__name__}: {number:,} broken, seed {seed}, MB {took}")
            assert len(took) == LOOKS
            assert max(took[FULL:]) - took[FULL] < 32
            assert took[-1] < 300
