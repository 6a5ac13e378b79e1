from __future__ import annotations

from typing import Any

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing import Simulation
from tests.testing.shop import simulation

OLD = "shop.index.age"


def watched() -> Simulation:
    """A simulation with an index that is fresh for half an hour, and then too old."""
    sim = simulation()
    sim.series(OLD, "600x30 4000x10", step="1m")
    return sim


def test_a_series_that_is_written_out_has_its_monitor_judged() -> None:
    sim = watched()
    sim.run("30m").expect_quiet()

    alert = sim.run("5m").expect_alert("index-age", within="1m", tells="@slack-payments-alerts")

    assert (alert.value, "It is 4000" in alert.message) == (4000, True)


def test_behind_the_last_value_nothing_is_written() -> None:
    sim = watched()
    sim.run("35m")

    sim.run("15m").expect_no_data("index-age", within="11m")


def test_goes_on_with_other_values() -> None:
    sim = watched()
    sim.run("5m").expect_quiet()

    sim.series(OLD, "9000x10", step="1m")

    sim.run("5m").expect_alert("index-age")


def test_replaces_what_would_have_come() -> None:
    sim = simulation()
    age = sim.series(OLD, "4000x100", step="1m")
    sim.run("5m").expect_alert("index-age")

    age.then("10x100", step=60)

    sim.run("10m").expect_recovery("index-age", within="6m")


def test_goes_on_as_far_apart_as_it_is_said() -> None:
    sim = simulation()
    age = sim.series(OLD, "600x30", step="1m")
    sim.run("5m").expect_quiet()

    age.then("600x2 9000x20", step="5m")

    sim.run("9m").expect_quiet()
    sim.run("5m").expect_alert("index-age")


@pytest.mark.parametrize("step", ["400ms", "1.5s", 0, -60])
def test_values_are_whole_seconds_apart(step: Any) -> None:
    sim = simulation()
    with pytest.raises(UsageError, match="is no span of whole seconds; write one such as '10s'"):
        sim.series(OLD, "600x30", step=step)
    with pytest.raises(UsageError, match="is no span of whole seconds; write one such as '10s'"):
        sim.series(OLD, "600x30").then("1x30", step=step)
