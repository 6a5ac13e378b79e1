"""The plugin as pytest finds it, in runs of pytest of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = """
import sys

def pytest_sessionfinish():
    heavy = {"numpy", "attr", "attrs", "jinja2", "click", "msgspec", "dogwatch.declare", "dogwatch.measure"}
    print("loaded:", *sorted(heavy & sys.modules.keys()))
"""
CATALOG = """
from dogwatch import Catalog, Errors, Feature, Team

team = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=team, service="shop-api", signals=[Errors(rate="1%", least=0)])
catalog = Catalog("shop")
"""
FAILING = """
from features import catalog, checkout

def test_errors_alert(simulate):
    sim = simulate(catalog)
    shop = sim.load(checkout)
    sim.run("5m").expect_quiet()
    sim.run("5m").expect_alert("checkout/errors")
"""


def pytest_in(folder: Path, *arguments: str) -> str:
    """What a run of pytest in a folder prints."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:ddtrace", "-p", "no:cacheprovider", *arguments]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return ended.stdout + ended.stderr


def test_a_run_that_simulates_nothing_loads_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(HEAVY)
    (tmp_path / "test_nothing.py").write_text("def test_nothing():\n    assert True\n")

    assert "loaded:\n" in pytest_in(tmp_path, "-s")


def test_a_failure_shows_the_line_of_the_test_and_the_picture_alone(tmp_path: Path) -> None:
    (tmp_path / "features.py").write_text(CATALOG)
    (tmp_path / "test_alerts.py").write_text(FAILING)

    printed = pytest_in(tmp_path, "--load-seed", "5", "-o", "pythonpath=.")

    assert '>       sim.run("5m").expect_alert("checkout/errors")' in printed
    assert "checkout/errors did not alert\n" in printed
    assert "drawn with seed=5" in printed
    assert "dogwatch/testing/run.py" not in printed
