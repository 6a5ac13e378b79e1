from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from tests.declare.catalogs import write

from .command import dogwatch, start

ROOT = Path(__file__).parent.parent.parent


def tour(tmp_path: Path) -> Path:
    """A copy of the catalog that the demo shows, with the sample shop."""
    shutil.copy(ROOT / "features.py", tmp_path)
    shutil.copytree(ROOT / "monitors", tmp_path / "monitors", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "dashboards_py", tmp_path / "dashboards_py", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


SMALL = """
from dogwatch import Catalog, CustomMetric, Feature, Team, Traffic

team = Team("storefront", notify="@slack-storefront")
index_age = CustomMetric("shop.index.age", type="gauge", description="Age of the index", tags=["env"])
checkout, search = (
    Feature(name, team=team, service="shop-api", signals=[Traffic(min="1/s")]) for name in ("checkout", "search")
)
catalog = Catalog("shop", packages=["monitors"], namespaces=["feature", "shop"])
"""
CHANGED = """
from dogwatch import Monitor
from features import index_age, search

query = index_age.source.max().over("10m") > 7200
index_is_old = Monitor("index-is-old", feature=search, title="old", what="It is old.", query=query, warn=3600)
"""


def short_tour(tmp_path: Path) -> Path:
    """A small catalog with all that the demo speaks of."""
    write(tmp_path, features=SMALL, monitors__by_hand=CHANGED)
    return tmp_path


def test_shows_a_catalog_that_is_a_package_too(tmp_path: Path) -> None:
    (short_tour(tmp_path) / "features").mkdir()
    (tmp_path / "features.py").rename(tmp_path / "features" / "__init__.py")
    ended = dogwatch(tmp_path, "demo", "--once")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "The catalog is features/." in ended.stdout
    assert "The sample shop is not here, so one value of each metric is sent in its place." in ended.stdout


def test_goes_from_the_catalog_to_the_stored_monitor(tmp_path: Path) -> None:
    before = (tour(tmp_path) / "features.py").read_text()
    ended = dogwatch(tmp_path, "demo", "--once", timeout=240)
    assert (ended.returncode, ended.stderr) == (0, "")
    starts = ("Plan:", "Nothing to do:", "      options.")
    first, all_of_it, rest, nothing, change, recovery, one, applied, back, recovery_back, saved, *again = [
        line for line in ended.stdout.splitlines() if line.startswith(starts)
    ]
    assert first.endswith(" waiting for data.")
    assert all_of_it.endswith(" waiting for data.")
    assert rest.startswith("Plan: ")
    assert "waiting" not in rest
    assert nothing.startswith("Nothing to do: 0 to create, 0 to update, 0 to delete, ")
    assert change == "      options.thresholds.warning: 3600.0 → 5400"
    assert recovery == "      options.thresholds.warning_recovery: 3240.0 → 4860"
    assert one == applied
    assert (back, saved) == ("      options.thresholds.warning: 5400.0 → 3600", one)
    stale = ": it was changed since: message\nplan.json is out of date: nothing was changed; plan again\n"
    after = ended.stdout.partition(stale)[2]
    assert "        - By hand: call me first." in after
    assert after.endswith(" s: 0 created, 1 updated, 0 deleted.\n")
    assert again == [back, recovery_back, one, one]
    assert one.startswith("Plan: 0 to create, 1 to update, 0 to delete, ")
    assert "\nAll 8 features reported, and no call is missing.\n" in ended.stdout
    assert '"warning": 5400' in ended.stdout
    told = ended.stdout.partition("it tells @slack-storefront-alerts:\n")[2]
    assert told.startswith("[P2] [Triggered] [prod] search: p95 response time above 800ms\n  search (")
    assert (tmp_path / "features.py").read_text() == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_stopped_where_nobody_sits_at_a_terminal(tmp_path: Path, number: signal.Signals) -> None:
    process = start(short_tour(tmp_path), "demo")
    assert process.stdout
    serving = next(line for line in process.stdout if line.startswith("Serving at "))
    url = serving.split()[2]
    assert dogwatch(tmp_path, "plan", "--local", url=url).returncode == 0
    assert process.poll() is None
    process.send_signal(number)
    assert process.communicate(timeout=30) == ("Stopped.\n", "")
    assert process.returncode == 0


def test_says_what_it_needs(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "demo", "--once")
    assert ended.returncode == 2
    assert ended.stderr.startswith(
        "the demo changes warn=3600 in a copy of monitors/by_hand.py, and there is none here"
    )
