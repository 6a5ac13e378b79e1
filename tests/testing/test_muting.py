from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing import FeatureLoad, Simulation
from tests.testing.shop import checkout, simulation


def shop() -> tuple[Simulation, FeatureLoad]:
    """A shop on a quiet morning."""
    sim = simulation()
    load = sim.load(checkout, tags={"region": ["eu", "us"]})
    sim.run("10m").expect_quiet()
    return sim, load


def told(sim: Simulation) -> list[str]:
    return [f"{each.at // 60 % 60} {each.key} {each.status}" for each in sim.notifications]


def test_who_is_muted_hears_nothing_and_the_state_goes_on() -> None:
    sim, load = shop()
    sim.mute("checkout/errors")
    load.degrade(errors="20%")

    alert = sim.run("10m").expect_alert("checkout/errors")

    assert (alert.tells, told(sim)) == ((), [])


def test_what_still_goes_on_is_told_at_the_end() -> None:
    sim, load = shop()
    sim.mute("checkout/errors", lasting="15m")
    load.degrade(errors="20%")

    sim.run("30m")

    assert told(sim) == ["25 checkout/errors Alert"]


def test_a_downtime_that_somebody_ends_tells_nothing() -> None:
    sim, load = shop()
    mute = sim.mute()
    load.degrade(errors="20%")
    sim.run("10m")

    mute.end()
    sim.run("10m")

    assert told(sim) == []


def test_mutes_the_groups_of_a_scope() -> None:
    sim, load = shop()
    sim.mute(scope="region:eu")
    load.degrade(latency="900ms")

    sim.run("10m")

    assert [each.group for each in sim.notifications if each.key == "checkout/latency-p95"] == [{"region": "us"}]


def test_names_a_scope_that_datadog_takes_not() -> None:
    sim, _ = shop()

    with pytest.raises(UsageError, match="OR is not supported between keys"):
        sim.mute(scope="region:eu OR region:us")
