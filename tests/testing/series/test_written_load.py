from __future__ import annotations

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
