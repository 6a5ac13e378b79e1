from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from dogwatch.local import Running, receiver_at, running
from tests.local.alerting.fast import fast
from tests.local.live.server import receiving

from .command import dogwatch, shop, start

KEY = "checkout/latency-p95"


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running() as server:
        yield server


def monitors(server: Running) -> list[dict[str, Any]]:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    with urlopen(Request(f"{server.url}/api/v1/monitor", headers=headers)) as answer:
        return list(json.load(answer))


def fired(folder: Path, server: Running, *arguments: str) -> Any:
    return start(folder, "fire", *arguments, "--local", "--yes", url=server.url)


def test_who_is_told_by_a_monitor_gets_a_test_of_it(tmp_path: Path) -> None:
    with receiving() as receiver:
        receivers = [receiver_at("@slack-*", receiver.url)]
        with running(now=fast(20), receivers=receivers) as server:
            ended = dogwatch(shop(tmp_path), "fire", KEY, "--local", "--yes", url=server.url)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert monitors(server) == []
    (_, _, sent), *others = receiver.came
    assert others == []
    assert "Triggered] [test of dogwatch fire] " in json.loads(sent)["text"]
    told = "It has alerted. By its text these were told: @pagerduty-Payments, @slack-payments."
    assert told in ended.stdout
    assert "close by hand what it has opened at @pagerduty-Payments." in ended.stdout


def test_the_test_says_what_the_monitor_says_but_not_that_it_is_the_monitor(tmp_path: Path, server: Running) -> None:
    with fired(shop(tmp_path), server, KEY) as process:
        assert next(line for line in process.stdout if line.startswith("Made monitor"))
        (made,) = monitors(server)
        process.send_signal(signal.SIGINT)
        process.wait(20)
    built = json.loads(dogwatch(tmp_path, "build", "--json").stdout)["resources"]
    declared = next(each["body"] for each in built if each["key"] == f"shop/{KEY}")
    assert made["name"] == f"[test of dogwatch fire] {declared['name']}"
    assert (made["message"], made["priority"]) == (declared["message"].strip(), declared["priority"])
    assert {tag for tag in declared["tags"] if tag not in made["tags"]} == {"catalog:shop", f"dogwatch:prod/shop/{KEY}"}


def test_ctrl_c_removes_it(tmp_path: Path, server: Running) -> None:
    with fired(shop(tmp_path), server, KEY) as process:
        assert next(line for line in process.stdout if line.startswith("Made monitor"))
        assert len(monitors(server)) == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
    assert monitors(server) == []


def test_what_does_not_alert_in_time_is_removed_and_said(tmp_path: Path, server: Running) -> None:
    ended = dogwatch(shop(tmp_path), "fire", KEY, "--local", "--yes", "--timeout", "1s", url=server.url)
    assert ended.returncode == 1
    assert "has not alerted within 1s" in ended.stderr
    assert monitors(server) == []


def test_what_a_killed_run_has_left_is_removed_by_the_next(tmp_path: Path, server: Running) -> None:
    with fired(shop(tmp_path), server, KEY) as process:
        assert next(line for line in process.stdout if line.startswith("Made monitor"))
        process.kill()
    (left,) = monitors(server)
    ended = dogwatch(tmp_path, "fire", KEY, "--local", "--yes", "--timeout", "1s", url=server.url)
    assert f"Removed monitor {left['id']}, which an earlier test has left." in ended.stdout
    assert monitors(server) == []


def test_asks_before_it_tells_somebody(tmp_path: Path, server: Running) -> None:
    ended = dogwatch(shop(tmp_path), "fire", KEY, "--local", url=server.url)
    assert ended.returncode == 2
    assert ended.stdout.startswith(f"shop/{KEY} tells @pagerduty-Payments, @slack-payments when it alerts")
    assert "say --yes to go on without a question" in ended.stderr
    assert monitors(server) == []


def test_names_the_key_that_was_meant(tmp_path: Path, server: Running) -> None:
    ended = dogwatch(shop(tmp_path), "fire", "checkout/latency-p59", "--local", "--yes", url=server.url)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"there is no monitor 'checkout/latency-p59' in the catalog; did you mean '{KEY}'?\n"
