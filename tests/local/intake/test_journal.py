from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import numpy as np
import pytest

from dogwatch.errors import UsageError
from dogwatch.local.intake import Intake
from dogwatch.local.intake.journal import DATABASE, Journal
from dogwatch.local.intake.points import Points, Series, batched
from dogwatch.local.server import LOCAL_KEYS, running

HITS = Series("hits", "rate", frozenset({"env:prod", "host:a"}))
LATENCY = Series("latency", "distribution", frozenset(), None)
Row = tuple[Series, int, float, float]


@contextmanager
def journal(folder: Path, **arguments: int) -> Iterator[Journal]:
    with closing(Journal(folder, **arguments)) as opened:
        yield opened


def rows(of: Journal) -> list[Row]:
    """All points, as series, time, value and weight."""
    return [
        (batch.series[place], int(at), float(value), float(weight))
        for batch in of.read()
        for place, at, value, weight in zip(batch.places, batch.times, batch.values, batch.weights, strict=True)
    ]


def test_what_was_written_is_read_in_the_same_order(tmp_path: Path):
    with journal(tmp_path) as before:
        before.append(batched([Points(HITS, [10], [0.5]), Points(LATENCY, [10, 10], [1.0, 2.0], np.array([1.0, 4.0]))]))
        before.append(batched([Points(HITS, [20], [0.0])]))
        before.append(batched([]))
    with journal(tmp_path) as after:
        expected = [(HITS, 10, 0.5, 1.0), (LATENCY, 10, 1.0, 1.0), (LATENCY, 10, 2.0, 4.0), (HITS, 20, 0.0, 1.0)]
        assert rows(after) == expected
        after.append(batched([Points(HITS, [30], [7.0])]))
        assert rows(after) == [*expected, (HITS, 30, 7.0, 1.0)]


def test_the_oldest_points_make_room_and_series_without_any_are_forgotten(tmp_path: Path):
    generator = np.random.default_rng(1)
    with journal(tmp_path, most_bytes=20_000) as opened:
        for second in range(100):
            series = Series(f"m{second}", "gauge", frozenset())
            opened.append(batched([Points(series, [second] * 100, generator.random(100))]))
        kept = {at for _, at, _, _ in rows(opened)}
    assert kept == set(range(100 - len(kept), 100))
    assert 15 < len(kept) < 25
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        assert db.execute("SELECT count(*) FROM series").fetchone() == (len(kept),)


def test_what_cannot_be_written_is_not_there_in_part(tmp_path: Path):
    with journal(tmp_path) as opened:
        opened.append(batched([Points(HITS, [10], [1.0])]))
        with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
            other.execute("CREATE TRIGGER no BEFORE INSERT ON chunk BEGIN SELECT raise(ABORT, 'the disk is full'); END")
        with pytest.raises(sqlite3.Error, match="the disk is full"):
            opened.append(batched([Points(LATENCY, [20], [1.0])]))
        with closing(sqlite3.connect(tmp_path / DATABASE)) as other:
            other.execute("DROP TRIGGER no")
        opened.append(batched([Points(LATENCY, [30], [1.0])]))
        assert [(series, at) for series, at, _, _ in rows(opened)] == [(HITS, 10), (LATENCY, 30)]


@pytest.mark.parametrize("content", [b"no database at all, and longer than that", None])
def test_says_which_file_it_cannot_read(tmp_path: Path, content: bytes | None):
    if content:
        (tmp_path / DATABASE).write_bytes(content)
    else:
        with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
            db.execute("PRAGMA user_version = 9")
    with pytest.raises(UsageError, match=r"series\.sqlite3: cannot be read"):
        Journal(tmp_path)


SERVE = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from dogwatch.local.server import Agent, running
# A second is a minute here.
begun = time.time()
now = lambda: datetime.fromtimestamp(begun + 60 * (time.time() - begun), UTC)
with running(data=Path(sys.argv[1]), agent=Agent(dogstatsd_port=0), now=now) as server:
    print(server.url, server.agent.dogstatsd_port, flush=True)
    time.sleep(60)
"""
KEYS = {"DD-API-KEY": LOCAL_KEYS.api, "DD-APPLICATION-KEY": LOCAL_KEYS.application}


def total(url: str, query: str) -> float:
    """What a query over the last and the coming minutes comes to."""
    window = {"from": int(time.time()) - 600, "to": int(time.time()) + 1200}
    with urlopen(Request(f"{url}/api/v1/query?{urlencode({'query': query, **window})}", headers=KEYS)) as answer:
        series = json.load(answer)["series"]
    return sum(value for each in series for _, value in each["pointlist"] if value is not None)


def test_what_was_acknowledged_or_answered_is_there_after_a_kill(tmp_path: Path):
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url, port = process.stdout.readline().split()
        for number in range(1, 31):
            series = {"metric": "a.b", "type": "count", "points": [[int(time.time()), number]], "tags": ["env:prod"]}
            body = json.dumps({"series": [series]}).encode()
            with urlopen(Request(f"{url}/api/v1/series", body, KEYS)) as answer:
                assert answer.status == 202
        with socket.socket(type=socket.SOCK_DGRAM) as client:
            client.sendto(b"hits:7|c\nlatency:1:2:3|d", ("127.0.0.1", int(port)))
        end = time.monotonic() + 20
        while total(url, "sum:hits{*}.as_count()") != 7:
            assert time.monotonic() < end
        os.kill(process.pid, signal.SIGKILL)
    with running(data=tmp_path) as server:
        assert total(server.url, "sum:a.b{env:prod}.as_count()") == sum(range(1, 31))
        assert total(server.url, "sum:hits{*}.as_count()") == 7
        assert total(server.url, "sum:latency{*}") == 6
        with urlopen(Request(f"{server.url}/api/v1/metrics/latency", headers=KEYS)) as answer:
            assert answer.status == 200


def test_points_that_were_too_old_are_complained_about_once_and_not_after_a_restart(tmp_path: Path):
    now = 1_700_000_000
    with journal(tmp_path) as opened:
        intake = Intake(lambda: now, journal=opened)
        intake.record([Points(HITS, [now], [1.0])])
        intake.record([Points(LATENCY, [now - 86400], [2.0]), Points(HITS, [now - 86400, now], [3.0, 4.0])])
        assert any("2 points are older than four hours" in line for line in intake.complaints())
    with journal(tmp_path) as opened:
        restarted = Intake(lambda: now, journal=opened)
        assert len(list(restarted.restore())) == 1
        assert restarted.complaints() == []
        assert rows(opened) == [(HITS, now, 1.0, 1.0), (HITS, now, 4.0, 1.0)]
