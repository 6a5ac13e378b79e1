"""The drills against the catalog, the shop and the runbooks that they are about."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from dogwatch.declare import load
from dogwatch.drill import DRILLS, Drill, read_runbook
from dogwatch.drill.runbook import row_of
from dogwatch.query import parse_metric
from examples.shop import switches
from tests.cli.command import dogwatch

ROOT = Path(__file__).parent.parent.parent
each_drill = pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)


def test_there_are_eight_with_names_of_their_own() -> None:
    assert len({drill.name for drill in DRILLS}) == len(DRILLS) == 8


@pytest.fixture(scope="module")
def monitors() -> set[str]:
    built = dogwatch(ROOT, "build", "--json")
    assert built.returncode == 0, built.stderr
    return {line.partition('"dogwatch:prod/shop/')[2].rstrip('",') for line in built.stdout.splitlines()}


@each_drill
def test_asks_about_monitors_that_the_catalog_has_and_the_runbook_knows(drill: Drill, monitors: set[str]) -> None:
    assert {f"{drill.feature}/{name}" for name in drill.monitors} <= monitors
    rows = read_runbook(ROOT / "docs" / "runbooks" / f"{drill.feature}.md")
    assert all(row_of(rows, name) for name in drill.monitors)


@each_drill
def test_breaks_what_the_shop_can_break(drill: Drill) -> None:
    parser = argparse.ArgumentParser()
    switches.add_options(parser)
    chosen = switches.chosen(parser, parser.parse_args([each.format(pace=5) for each in drill.breaks]))
    assert (chosen != switches.Switches()) == bool(drill.breaks)
    assert drill.breaks or drill.shifts


@each_drill
def test_has_causes_that_differ_and_evidence_that_is_a_query(drill: Drill) -> None:
    assert len({drill.cause, *drill.other_causes}) == 4
    parse_metric(drill.evidence.query)
    assert drill.evidence.holds(1e12) != drill.evidence.holds(0)


@each_drill
def test_shifts_tags_of_a_feature_of_the_catalog(drill: Drill) -> None:
    features = {f"feature:{feature.name}" for feature in load(ROOT / "features.py").features}
    assert all(shift.of & features for shift in drill.shifts)
    assert bool(drill.ago) == bool(drill.shifts)
