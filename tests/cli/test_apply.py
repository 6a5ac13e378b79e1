from __future__ import annotations

import json
import re
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dogwatch.apply import Scope, alone, read_journal
from dogwatch.local.api.keys import ORGANISATION
from tests.faults import Answer, Call, Fault, Faulty, Lose, on
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
    _, how_to_go_on, journal = ended.stderr.splitlines()
    assert how_to_go_on == "What was done stays; the same command goes on from there."
    assert Path(journal.removeprefix("Journal: ")).is_file()


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


@pytest.mark.parametrize(("number", "code", "name"), [(signal.SIGINT, 130, "Ctrl-C"), (signal.SIGTERM, 143, "SIGTERM")])
def test_an_interruption_finishes_what_is_in_flight_and_the_next_run_goes_on(
    tmp_path: Path, number: signal.Signals, code: int, name: str
) -> None:
    sent = threading.Event()
    with running(delay=0.2, wrap=Faulty(at_post(90, sent.set)).wrap) as server:
        process = start(shop(tmp_path, "catalog =", MANY), "apply", "--local", "--yes", url=server.url)
        assert sent.wait(timeout=60)
        process.send_signal(number)
        done, said = process.communicate(timeout=30)
        assert process.returncode == code
        finishing, left_over, how_to_go_on, journal = said.strip().splitlines()
        assert finishing == "Finishing what is in flight; once more ends at once."
        assert re.fullmatch(
            rf"not attempted: .* and \d+ more: not written, since the run was interrupted \({name}\)", left_over
        )
        assert how_to_go_on == "What was done stays; the same command goes on from there."
        left = keys(tmp_path, server.url)
        assert 90 <= left["unchanged"] < 202
        assert done.endswith(
            f": {left['unchanged']} created, 0 updated, 0 deleted, {202 - left['unchanged']} not attempted.\n"
        )
        past = read_journal(Path(journal.removeprefix("Journal: ")))
        assert (past.unknown, past.end) == ([], f"the run was interrupted ({name})")
        assert sum(each.state == "done" for each in past.writes) == left["unchanged"]
        again = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        assert again.stdout.endswith(f": {202 - left['unchanged']} created, 0 updated, 0 deleted.\n")
        assert again.stderr == ""
        assert keys(tmp_path, server.url) == {"create": 0, "update": 0, "delete": 0, "unchanged": 202}


def test_a_second_interruption_ends_at_once(tmp_path: Path) -> None:
    sent = threading.Event()
    with running(delay=2, wrap=Faulty(at_post(3, sent.set)).wrap) as server:
        process = start(shop(tmp_path, "catalog =", MANY), "apply", "--local", "--yes", url=server.url)
        assert sent.wait(timeout=60)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.readline() == "\n"
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        process.communicate(timeout=30)
        assert time.monotonic() - began < 1.5
    assert process.returncode == 143


def test_a_run_that_was_killed_is_recognised_and_leaves_nothing_twice(tmp_path: Path) -> None:
    sent = threading.Event()
    with running(delay=0.2, wrap=Faulty(at_post(90, sent.set)).wrap) as server:
        process = start(shop(tmp_path, "catalog =", MANY), "apply", "--local", "--yes", url=server.url)
        assert sent.wait(timeout=60)
        process.kill()
        process.communicate(timeout=30)
        again = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        assert again.returncode == 0
        assert re.match(
            r"The run before this one was cut off: nobody knows whether it wrote .* more. Journal: .*\n", again.stderr
        )
        assert keys(tmp_path, server.url) == {"create": 0, "update": 0, "delete": 0, "unchanged": 202}
        third = dogwatch(
            shop(tmp_path, "catalog =", MANY.replace("1%", "2%")), "apply", "--local", "--yes", url=server.url
        )
    assert (third.returncode, third.stderr) == (0, "")


def test_what_a_killed_run_made_is_looked_up_while_lists_lag(tmp_path: Path) -> None:
    """The lists that the plan reads do not show yet what was made; a look-up by mark, a moment later, does."""
    lost = Faulty(on("POST", LIST, Lose(), Lose()))
    with running(wrap=lost.wrap) as server:
        process = start(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        while sum((call.method, call.path) == ("POST", LIST) for call in lost.calls) < 2:
            time.sleep(0.01)
        process.kill()
        process.communicate(timeout=30)
        lost.calls.clear()
        lost.rule = on("GET", LIST, Answer(200, []), Answer(200, []))
        again = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        assert again.returncode == 0, again.stderr
        assert lost.written() == []
        assert keys(tmp_path, server.url) == {"create": 0, "update": 0, "delete": 0, "unchanged": 2}


def test_another_run_at_the_same_time_is_noticed(tmp_path: Path) -> None:
    with running() as server:
        with alone(tmp_path / "journals", Scope(server.url, "shop", "prod", ORGANISATION), time.time):
            second = dogwatch(shop(tmp_path), "apply", "--local", "--yes", "--journal", "journals", url=server.url)
        assert keys(tmp_path, server.url)["create"] == 2
    assert second.returncode == 1
    assert re.fullmatch(
        rf"shop is being applied to {server.url}, environment prod, by another run on this machine "
        r"\(process \d+ since [\d:]{8} UTC\): nothing was changed; run this again when that one has ended\n",
        second.stderr,
    )


def test_nothing_is_written_without_a_journal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with running() as server:
        ended = dogwatch(shop(tmp_path), "apply", "--local", "--yes", "--journal", "file/journals", url=server.url)
        assert keys(tmp_path, server.url)["create"] == 2
    assert ended.returncode == 2
    assert ended.stderr.startswith("file/journals/")
    assert ended.stderr.endswith("name another folder with --journal or DOGWATCH_JOURNAL\n")


def test_no_key_stands_in_a_journal(tmp_path: Path) -> None:
    with running() as server:
        keys = {"DD_API_KEY": "local-api-key", "DD_APP_KEY": "local-app-key", "DOGWATCH_JOURNAL": "journals"}
        ended = dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url, env=keys)
    assert ended.returncode == 0
    [journal] = (tmp_path / "journals").glob("*.jsonl")
    assert "local-a" not in journal.read_text()
    assert len(read_journal(journal).writes) == 2
    assert journal.stat().st_mode & 0o077 == 0


def at_post(number: int, then: Callable[[], None]) -> Callable[[Call], Fault]:
    """A rule that does something when so many monitors were sent, and harms nothing."""

    def rule(call: Call) -> Fault:
        if (call.method, call.path, call.nth) == ("POST", LIST, number):
            then()
        return None

    return rule


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
    assert "interrupted" in said
    assert "Traceback" not in said
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
        text = dogwatch(tmp_path, "plan", "--local", url=server.url).stdout
        [alone] = json.loads(dogwatch(tmp_path, "plan", "--local", "--json", url=server.url).stdout)["left_alone"]
        ended = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
    links = [f"{server.url}/monitors/10000001", f"{server.url}/monitors/10000003"]
    assert alone["links"] == links
    assert all(f"\n      {link}\n" in text for link in links)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[1:] == [f"    {link}" for link in links]
    key = copy["tags"][-1].partition("/")[2]
    assert ended.stderr.startswith(f"left alone: monitor {key} (10000001, 10000003): its mark")


def test_the_catalog_of_these_tests_is_what_it_seems() -> None:
    assert SHOP.count("Feature(") == 2
