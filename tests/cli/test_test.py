from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dogwatch.cli.test import FOLDER

from .command import dogwatch, shop

SLOW = """
from features import catalog, checkout


def test_slow_checkout_pages(simulate):
    sim = simulate(catalog)
    shop = sim.load(checkout, latency="100ms")
    sim.run("10m").expect_quiet()
    shop.degrade(latency="500ms")
    sim.run("10m").expect_alert("checkout/latency-p95", tells="@pagerduty-Payments")
    shop.recover()
    sim.run("10m").expect_recovery("checkout/latency-p95")
"""
HELPED = ("tier=1", 'tier=1, runbook="https://wiki.example.com/checkout"')
SUMMARY = """\
feature   monitors    seen  coverage
checkout         1  2 of 3       67%
search           1  0 of 2        0%
all              2  2 of 5       40%

no test has seen:
  checkout/latency-p95  warn
  search/errors         alert, recovery
"""


def with_test(folder: Path, text: str = SLOW) -> Path:
    """A catalog with an alert test; the folder it lies in."""
    shop(folder, *HELPED)
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "test_checkout.py").write_text(text)
    return folder


def test_says_which_alerts_no_test_has_seen(tmp_path: Path) -> None:
    ended = dogwatch(with_test(tmp_path), "test")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(SUMMARY)
    assert "1 passed" in ended.stdout


def test_ends_with_one_when_a_test_fails_and_shows_why(tmp_path: Path) -> None:
    ended = dogwatch(with_test(tmp_path, SLOW.replace('"500ms"', '"350ms"')), "test")

    assert ended.returncode == 1
    assert "checkout/latency-p95 did not alert" in ended.stdout
    assert "limits Alert > 0.4, Warn > 0.3" in ended.stdout


def test_ends_with_one_when_too_little_was_seen(tmp_path: Path) -> None:
    with_test(tmp_path)

    assert dogwatch(tmp_path, "test", "--min-coverage", "40").returncode == 0
    ended = dogwatch(tmp_path, "test", "--min-coverage", "50")
    assert (ended.returncode, ended.stderr) == (1, "the tests have seen 40.0% of the alerts; 50% is asked for\n")


def test_prints_json_and_writes_junit(tmp_path: Path) -> None:
    ended = dogwatch(with_test(tmp_path), "test", "--json", "--junit", "results.xml")

    printed = json.loads(ended.stdout)
    assert [(test["name"], test["outcome"]) for test in printed["tests"]] == [
        ("alert_tests/test_checkout.py::test_slow_checkout_pages", "passed")
    ]
    assert printed["coverage"]["percent"] == 40
    assert printed["coverage"]["monitors"]["checkout/latency-p95"]["missing"] == ["warn"]
    suite = ElementTree.parse(tmp_path / "results.xml").getroot()
    assert suite.find("testsuite").attrib["tests"] == "1"  # type: ignore[union-attr]  # a missing one fails as well


def test_runs_what_fits(tmp_path: Path) -> None:
    ended = dogwatch(with_test(tmp_path), "test", "-k", "fast")

    assert (ended.returncode, ended.stderr) == (2, "there are no alert tests in alert_tests that fit 'fast'\n")


def test_says_where_alert_tests_would_lie(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "test")

    assert ended.returncode == 2
    assert "there are no alert tests at" in ended.stderr
    assert "docs/guide/testing-alerts.md" in ended.stderr


def test_tests_what_follows_from_the_declaration(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, *HELPED), "test", "--self")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "checkout    1 scenarios of  1 monitors: all right\nsearch      1 scenarios of  1 monitors: all right\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--self", "--junit", "x.xml"], "--self takes no --junit"),
        (["--self", "--min-coverage", "50"], "--self takes no --min-coverage"),
        (["--self", "--seed", "3"], "--self takes no --seed"),
        (["--self", "alert_tests"], "--self takes no PATH"),
        (["--min-coverage", "150"], "150.0 is not in the range 0<=x<=100"),
        (["--seed", "-1"], "-1 is not in the range x>=0"),
    ],
)
def test_refuses_what_would_be_left_out_without_a_word(tmp_path: Path, options: list[str], said: str) -> None:
    ended = dogwatch(shop(tmp_path, *HELPED), "test", *options)

    assert ended.returncode == 2
    assert said in ended.stderr
    assert not (tmp_path / "x.xml").exists()
