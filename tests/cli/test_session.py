"""What goes wrong on the way to Datadog: one clear line, an exit code, no traceback and no key."""

from __future__ import annotations

import socket
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from dogwatch.local.server import Keys, running
from tests.reported import running_with_durations

from .command import dogwatch, shop

API, APP = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210fedcba98"
OURS = {"DD_API_KEY": API, "DD_APP_KEY": APP}


def line(ended: CompletedProcess[str], code: int) -> str:
    """The only line a failed command wrote; fails when there is more, or a key in it."""
    assert ended.returncode == code
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert API not in ended.stderr
    assert APP not in ended.stderr
    return ended.stderr.strip()


@pytest.mark.parametrize("command", ["plan", "apply", "sync"])
def test_without_keys_no_organisation_is_meant(tmp_path: Path, command: str) -> None:
    assert line(dogwatch(shop(tmp_path), command), 2) == (
        "DD_API_KEY and DD_APP_KEY not set: no organisation to talk to; set the keys (and DD_SITE), "
        "or use --local for the embedded Datadog"
    )


def test_names_the_key_that_is_missing(tmp_path: Path) -> None:
    assert line(dogwatch(shop(tmp_path), "plan", env={"DD_API_KEY": API}), 2).startswith("DD_APP_KEY not set")


def test_a_site_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "plan", env={**OURS, "DD_SITE": "https://app.datadoghq.eu/"})
    assert line(ended, 2).startswith("'https://app.datadoghq.eu/' is no Datadog site; write one like datadoghq.com")


def test_keys_do_not_travel_in_the_clear(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "plan", url="http://datadog.example.com", env=OURS)
    assert line(ended, 2).startswith("http://datadog.example.com: keys would travel in the clear")


def test_a_key_with_a_line_break_is_none_and_is_not_shown(tmp_path: Path) -> None:
    broken = {**OURS, "DD_APP_KEY": f"{APP}\n{APP}"}
    ended = dogwatch(shop(tmp_path), "plan", url="http://127.0.0.1:9", env=broken)
    assert line(ended, 2) == "DD_APP_KEY holds no key: there is white space or a strange character in it"


def test_wrong_keys_are_refused_in_a_line(tmp_path: Path) -> None:
    with running(keys=Keys("a" * 32, "b" * 40)) as server:
        with_ours = dogwatch(shop(tmp_path), "plan", url=server.url, env=OURS)
        with_local = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
    said = "list of monitors: Datadog answered 403: Forbidden; check DD_API_KEY, DD_APP_KEY and DD_SITE"
    assert line(with_ours, 1) == line(with_local, 1) == said


def test_where_nothing_listens_local_says_what_to_start(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    said = line(dogwatch(shop(tmp_path), "plan", "--local", url=url), 1)
    assert f"no answer from {url}: " in said
    assert said.endswith("; start it with dogwatch up, or set DATADOG_HOST to the address that it says")


def test_the_catalog_is_checked_before_anything_is_sent(tmp_path: Path) -> None:
    shop(tmp_path, 'rate="2%"', 'rate="2"')
    ended = dogwatch(tmp_path, "plan", "--local", url="http://127.0.0.1:9")
    assert ended.returncode == 2
    assert ended.stderr.startswith("features.py:9: feature search: Errors rate: '2' has no unit")


def test_a_feature_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "plan", "--local", "--feature", "chekout", url="http://127.0.0.1:9")
    assert line(ended, 2) == "the catalog has no feature 'chekout'; did you mean 'checkout'?"


def test_staging_and_production_live_side_by_side(tmp_path: Path) -> None:
    with running_with_durations() as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        staging = dogwatch(tmp_path, "apply", "--local", "--yes", "--env", "staging", url=server.url)
        prod = dogwatch(tmp_path, "plan", "--local", url=server.url)
    assert "2 created, 0 updated, 0 deleted" in staging.stdout
    assert prod.stdout.endswith("Nothing to do: 0 to create, 0 to update, 0 to delete, 2 unchanged.\n")
