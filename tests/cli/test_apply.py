from __future__ import annotations

import json
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.faults import Answer, Call, Fault, Faulty
from tests.reported import running_with_durations as running

from .command import SHOP, at_a_terminal, dogwatch, shop, start

LIST = "/api/v1/monitor"
MANY = """
several = [
    Feature(f"f{number}", team=payments, service="a", signals=[Errors(rate="1%", least=0)]) for number in range(200)
]
catalog ="""


def keys(folder: Path, url: str) -> dict[str, int]:
    """How much of the plan's summary is left to do."""
    summary: dict[str, int] = json.loads(dogwatch(folder, "plan", "--local", "--json", url=url).stdout)["summary"]
    return summary


def test_makes_it_so_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    with running() as server:
        first = dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        second = dogwatch(tmp_path, "apply", "--local", url=server.url)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[:2] == [
        f"Target: {server.url}, environment prod",
        "Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged.",
    ]
    assert first.stdout.endswith(": 2 created, 0 updated, 0 deleted.\n")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout.endswith("Nothing to do: 0 to create, 0 to update, 0 to delete, 2 unchanged.\n")


def test_asks_nobody_where_nobody_is(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), "apply", "--local", url=server.url)
        assert keys(tmp_path, server.url)["create"] == 2
    assert ended.returncode == 2
    assert "nobody is there to be asked; say --yes" in ended.stderr
    assert "+ monitor shop/checkout/latency-p95" in ended.stdout


def test_asks_somebody_at_a_terminal(tmp_path: Path) -> None:
    with running() as server:
        refused = at_a_terminal(shop(tmp_path), "apply", "--local", url=server.url, answer="n\n")
        agreed = at_a_terminal(tmp_path, "apply", "--local", url=server.url, answer="y\n")
        assert keys(tmp_path, server.url)["unchanged"] == 2
    assert refused[0] == 0
    assert refused[1].endswith("Nothing was changed.\n")
    assert agreed[0] == 0
    assert "2 created" in agreed[1]


def test_says_what_failed_and_ends_with_one(tmp_path: Path) -> None:
    monitor = 'Monitor("m", team=payments, title="t", what="w", type="composite", query="12345")'
    shop(tmp_path, "catalog =", f"from dogwatch import Monitor\nm = {monitor}\ncatalog =")
    with running() as server:
        ended = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
    assert ended.returncode == 1
    assert ended.stdout.endswith(": 2 created, 0 updated, 0 deleted, 1 failed.\n")
    assert ended.stderr.startswith("failed: monitor shop/m: create: Datadog answered 400: ")
    assert len(ended.stderr.splitlines()) == 1


def test_deletes_many_only_when_that_is_said(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path, "catalog =", MANY.replace("200", "8")), "apply", "--local", "--yes", url=server.url)
        stopped = dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        meant = dogwatch(tmp_path, "apply", "--local", "--yes", "--allow-deletes", url=server.url)
    assert stopped.returncode == 1
    assert stopped.stderr == (
        "the plan deletes 8 of 10 managed objects, more than 20%: nothing was changed; "
        "if that is meant, say --allow-deletes\n"
    )
    assert meant.returncode == 0
    assert meant.stdout.endswith("8 deleted.\n")


def test_an_interruption_keeps_what_was_sent_and_the_next_run_goes_on(tmp_path: Path) -> None:
    sent = threading.Event()

    def rule(call: Call) -> Fault:
        if (call.method, call.path, call.nth) == ("POST", LIST, 90):  # 64 are in flight at once, so 26 are done
            sent.set()
        return None

    with running(delay=0.2, wrap=Faulty(rule).wrap) as server:
        process = start(shop(tmp_path, "catalog =", MANY), "apply", "--local", "--yes", url=server.url)
        assert sent.wait(timeout=60)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 130
        assert said.endswith("What was sent stays; the same command goes on from there.\n\ninterrupted\n")
        assert "Traceback" not in said
        left = keys(tmp_path, server.url)
        assert 20 <= left["unchanged"] < 202
        again = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        assert again.stdout.endswith(f": {202 - left['unchanged']} created, 0 updated, 0 deleted.\n")
        assert keys(tmp_path, server.url) == {"create": 0, "update": 0, "delete": 0, "unchanged": 202}


@pytest.mark.parametrize("limited", [("GET", LIST), ("POST", LIST), ("POST", f"{LIST}/validate")])
def test_an_interruption_does_not_wait_for_a_rate_limit(tmp_path: Path, limited: tuple[str, str]) -> None:
    slow = Answer(429, {"errors": ["slow"]}, {"x-ratelimit-reset": "60"})
    faulty = Faulty(lambda call: slow if (call.method, call.path) == limited else None)
    with running(wrap=faulty.wrap) as server:
        process = start(shop(tmp_path, "catalog =", MANY), "sync", "--local", "--yes", url=server.url)
        assert process.stderr
        assert process.stderr.readline() == "rate limited, waiting 60 s\n"
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, said = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert process.returncode == 130
    assert said.endswith("interrupted\n")
    assert "Traceback" not in said
    assert "rate limited" not in said


def test_leaves_alone_what_a_person_must_decide_and_ends_with_one(tmp_path: Path) -> None:
    """A copy made by hand carries the same mark."""
    from dogwatch.client import Http, expect, local
    from dogwatch.kinds import Request

    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        send = Http(local(port=int(server.url.rpartition(":")[2])))
        found = expect(send(Request("GET", "/api/v1/monitor/10000001")), "monitor")
        copy = {name: found[name] for name in ("type", "query", "message", "tags", "options")}
        expect(send(Request("POST", "/api/v1/monitor", body={**copy, "name": "a copy"})), "copy")
        send.close()
        ended = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
    assert ended.returncode == 1
    key = copy["tags"][-1].partition("/")[2]
    assert ended.stderr.startswith(f"left alone: monitor {key} (10000001, 10000003): its mark")


def test_the_catalog_of_these_tests_is_what_it_seems() -> None:
    assert SHOP.count("Feature(") == 2
