from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reported import running_with_durations as running

from .command import at_a_terminal, dogwatch, shop

MUTE = ("mute", "checkout", "2h", "--reason", "The bank moves", "--local")


def test_a_feature_is_muted_until_then_and_a_run_of_the_catalog_leaves_that_alone(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        muted = dogwatch(tmp_path, *MUTE, "--yes", url=server.url)
        drift = dogwatch(tmp_path, "drift", "--local", url=server.url)
        listed = dogwatch(tmp_path, "mute", "--list", "--local", url=server.url)
    assert (muted.returncode, muted.stderr) == (0, "")
    head, monitor, said = muted.stdout.splitlines()
    assert head == f"Target: {server.url}, environment prod"
    assert monitor.startswith("  [prod] checkout: ")
    assert said.startswith("Muted 1 monitor of checkout in prod until 20")
    assert said.endswith(" UTC: The bank moves")
    assert drift.returncode == 0
    until = said.partition(" until ")[2].partition(": ")[0]
    assert listed.stdout == f"checkout until {until}: The bank moves\n"


def test_what_is_ended_is_muted_no_more(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), *MUTE, "--yes", url=server.url)
        ended = dogwatch(tmp_path, "mute", "checkout", "--end", "--local", url=server.url)
        again = dogwatch(tmp_path, "mute", "checkout", "--end", "--local", url=server.url)
        listed = dogwatch(tmp_path, "mute", "--list", "--local", url=server.url)
    assert ended.stdout.startswith("Ended: checkout, muted until 20")
    assert again.stdout == "checkout is not muted in prod.\n"
    assert listed.stdout == "Nothing of shop is muted in prod.\n"


def test_a_feature_that_is_muted_is_not_muted_twice(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), *MUTE, "--yes", url=server.url)
        again = dogwatch(tmp_path, *MUTE, "--yes", url=server.url)
        other = dogwatch(tmp_path, "mute", "search", "1h", "--reason", "Empty", "--local", "--yes", url=server.url)
        listed = dogwatch(tmp_path, "mute", "--list", "--local", url=server.url)
    assert again.returncode == 2
    assert again.stderr.endswith("already: The bank moves; end that first: dogwatch mute checkout --end\n")
    assert other.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["search", "checkout"]


def test_whoever_says_no_mutes_nothing(tmp_path: Path) -> None:
    with running() as server:
        code, written = at_a_terminal(shop(tmp_path), *MUTE, url=server.url, answer="n\n")
        listed = dogwatch(tmp_path, "mute", "--list", "--local", url=server.url)
    assert code == 0
    assert "Nothing was muted." in written
    assert listed.stdout == "Nothing of shop is muted in prod.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("checkout", "2h"), "say why nobody needs to hear of it, as in --reason"),
        (("checkout", "2h", "--reason", " "), "say why nobody needs to hear of it, as in --reason"),
        (("checkout", "--reason", "x"), "say what and for how long, as in dogwatch mute checkout 2h"),
        (("checkout", "soon", "--reason", "x"), "'soon' is not a duration"),
        (("checkout", "5s", "--reason", "x"), "5s is too short; mute for a minute at least"),
        (("chekout", "2h", "--reason", "x"), "the catalog has no feature 'chekout'; did you mean 'checkout'?"),
        (("--list", "--end"), "--list shows and --end ends; write one of them"),
        (("--end",), "say whose mute ends, as in dogwatch mute checkout --end"),
        (("checkout", "2h", "--end"), "a duration and --reason belong to a new mute; leave them out"),
    ],
)
def test_says_what_is_wrong_with_a_call(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = dogwatch(shop(tmp_path), "mute", *arguments, "--local")
    assert done.returncode == 2
    assert said in done.stderr


def test_programs_get_the_mutes(tmp_path: Path) -> None:
    with running() as server:
        dogwatch(shop(tmp_path), *MUTE, "--yes", url=server.url)
        listed = dogwatch(tmp_path, "mute", "--list", "--json", "--local", url=server.url)
    said = json.loads(listed.stdout)
    assert said["environment"] == "prod"
    assert [(each["feature"], each["reason"]) for each in said["mutes"]] == [("checkout", "The bank moves")]
    assert said["mutes"][0]["until"].endswith("+00:00")
