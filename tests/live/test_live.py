"""The program of `make live`, against the embedded Datadog in the place of the real one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from dogwatch.kinds import Request, Response
from dogwatch.measure import RULES
from dogwatch.measure.functions import smoothing
from tests.cli.command import environment, start

from . import __main__ as live
from .cases import CASES, UNSEEN
from .comparing import compared

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def environ(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """Those of an embedded Datadog in a process of its own, which knows nothing of what is broken in this one."""
    ports = ("--port", "0", "--dogstatsd-port", "0", "--trace-port", "0")
    with start(tmp_path, "up", *ports) as process:
        assert process.stdout
        url = process.stdout.readline().split()[5]
        yield {"DATADOG_HOST": url, "DD_API_KEY": "local", "DD_APP_KEY": "local"}
        process.terminate()
        process.communicate(timeout=30)


def run(environ: Mapping[str, str], capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[str]]]:
    """The exit code, and what the last column says of each rule that was asked."""
    code = live.main(environ, int(time.time()), lambda seconds: None)
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.endswith((" yes", " NO"))]
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[-1])
    return code, found


def test_every_doubtful_rule_is_asked_or_says_why_it_is_not() -> None:
    doubtful = {rule.name for rule in RULES.values() if rule.degree in ("approximate", "decided")}
    asked = {case.rule for case in CASES}
    assert not asked & UNSEEN.keys()
    # Rules that are exact may be asked too, but have to be rules.
    assert asked | UNSEEN.keys() == doubtful


def test_all_is_the_same_where_the_same_rules_are_used(
    environ: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, rows = run(environ, capsys)
    assert code == 0
    assert {rule for rule, said in rows.items() if set(said) == {"yes"}} == {case.rule for case in CASES}


def test_a_rule_that_is_broken_is_seen_to_differ(
    environ: Mapping[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smoothing, "_ewma", smoothing._average)
    code, rows = run(environ, capsys)
    assert code == 1
    assert [rule for rule, said in rows.items() if "NO" in said] == ["ewma"]


def test_without_keys_nothing_is_sent_and_it_says_what_is_missing() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.live"],
        cwd=ROOT,
        env=environment(DD_API_KEY="sesame"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "not set: DD_APP_KEY, DD_SITE\n" in ended.stderr
    assert "sandbox" in ended.stderr
    assert "sesame" not in ended.stderr


def test_a_datadog_that_never_shows_what_it_took_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    slept: list[float] = []

    def send(request: Request) -> Response:
        return Response(200, {"status": "ok", "series": []})

    assert live._run(send, "p", 0, slept.append) == 1
    assert sum(slept) == live.PATIENCE
    assert "not all series could be queried within 20 minutes" in capsys.readouterr().err


def test_answers_differ_by_groups_times_and_values() -> None:
    ours = {("host:a",): {60: 1.0, 120: 2.0}}
    assert compared(ours, {("host:a",): {60: 1.0, 120: 2.0000001}}, 1e-6, 0).is_same
    assert compared(ours, {("host:a",): {60: 1.0, 120: 2.1}}, 1e-6, 60)[:2] == ("host:a +60 s: 2", "host:a +60 s: 2.1")
    assert compared(ours, {("host:a",): {60: 1.0}}, 1e-6, 0)[:2] == ("host:a +120 s: 2", "host:a +120 s: null")
    assert compared(ours, {}, 1e-6, 0)[:2] == ("has the group host:a", "lacks the group host:a")
