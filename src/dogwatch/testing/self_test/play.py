"""Plays scenarios, and says which of them did not come out as they have to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import attrs

from dogwatch.declare import Catalog, Declared
from dogwatch.testing.load.feature_load import FeatureLoad
from dogwatch.testing.run import Run, Unmet
from dogwatch.testing.series.written_load import WrittenLoad
from dogwatch.testing.simulating import watched_of
from dogwatch.testing.simulation import Simulation
from dogwatch.testing.watched import Watched, Watching

from .derive import scenarios
from .scenario import Phase, Scenario

START = "2026-01-05T09:00Z"


@attrs.frozen
class Played:
    """A scenario and what was wrong with it: the phase and the text of the failure; None where all was right.

    `refused` says why the monitor cannot be judged here.
    """

    scenario: Scenario
    key: str
    failure: str | None = None
    refused: str | None = None


def self_tested(
    catalog: Catalog | Declared | Path | str, env: str = "prod", is_wanted: Callable[[str], bool] = lambda key: True
) -> Iterator[Played]:
    """Plays what follows from each signal and objective of a catalog, of the monitors that are wanted by key.

    Raises CatalogError with every mistake in the catalog.
    """
    declared, watching = watched_of(catalog, env)
    every = scenarios(declared, env)
    return played(declared, watching, (each for each in every if is_wanted(f"{each.feature.name}/{each.monitor}")))


def played(declared: Declared, watching: Watching, every: Iterable[Scenario]) -> Iterator[Played]:
    """Each scenario, as it comes out; one for a monitor that is not in the environment is left out."""
    for scenario in every:
        key = f"{scenario.feature.name}/{scenario.monitor}"
        if key in watching.by_name:
            yield _play(declared, watching, scenario, watching.named(key))


def _play(declared: Declared, watching: Watching, scenario: Scenario, monitor: Watched) -> Played:
    sim = Simulation(declared, watching, start=START, even=True, only=[monitor.name])
    load = sim.load(scenario.feature, hosts=scenario.hosts, past=scenario.past)
    written: dict[str, WrittenLoad] = {}
    for phase in scenario.phases:
        _begin(load, phase)
        for name, value in phase.series.items():
            values = f"{value:g}x{6 * phase.minutes}"
            if name in written:
                written[name].then(values)
            else:
                written[name] = sim.series(name, values, kind=scenario.kind)
        run = sim.run(f"{phase.minutes}m")
        if monitor.id in sim.judging.refused:
            return Played(scenario, monitor.name, refused=str(sim.judging.refused[monitor.id]))
        try:
            _expect(run, monitor, phase, scenario)
        except Unmet as unmet:
            return Played(scenario, monitor.name, f"{phase.what}: {unmet}")
    return Played(scenario, monitor.name)


def _begin(load: FeatureLoad, phase: Phase) -> None:
    load.recover()
    if phase.dead:
        load.stop()
    elif phase.version is not None:
        rate = {"rate": phase.measures["rate"]} if "rate" in phase.measures else {}
        load.degrade(**rate, errors="0%")
        load.deploy(phase.version, hosts=0.05, **phase.measures)
    elif phase.measures:
        load.degrade(**phase.measures)


def _expect(run: Run, monitor: Watched, phase: Phase, scenario: Scenario) -> None:
    key = monitor.name
    match phase.expects:
        case "quiet":
            run.expect_quiet(key)
        case "warn" | "alert":
            alert = run.expect_alert(key, phase.expects)
            wanted = scenario.tells if phase.expects == "alert" else scenario.hears
            if missing := [handle for handle in wanted if handle not in alert.tells]:
                raise Unmet(f"{key} tells {', '.join(alert.tells) or 'nobody'}, and not {', '.join(missing)}")
        case "recovery":
            run.expect_recovery(key)
        case "held":
            run.expect_held(key)
        case "again":
            run.expect_reminder(key)
        case "nothing":
            pass
