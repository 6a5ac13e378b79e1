"""Plays a test of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from dogwatch.errors import UsageError
from dogwatch.testing.load.change import times
from dogwatch.testing.load.feature_load import FeatureLoad
from dogwatch.testing.load.spread import lognormal, percentiles
from dogwatch.testing.notification import Notification
from dogwatch.testing.run import Run, Unmet
from dogwatch.testing.series.written_load import WrittenLoad
from dogwatch.testing.simulating import simulate
from dogwatch.testing.simulation import Simulation

from .reading import EXPECTED, Sheet

_TIMES: Final = re.compile(r"x(\d+(?:\.\d+)?)")


class Play:
    """A test of a sheet that is being played; `simulation` is what it is played in."""

    def __init__(self, sheet: Sheet, seed: int = 0) -> None:
        self.simulation: Simulation = simulate(sheet.catalog, **{"seed": seed, **sheet.settings})
        self._loads: dict[str, FeatureLoad] = {
            name: self.simulation.load(name, **_measures(measures)) for name, measures in sheet.load.items()
        }
        self._series: dict[str, WrittenLoad] = {
            name: self.simulation.series(name, values) for name, values in sheet.series.items()
        }
        self._steps = sheet.steps

    def play(self) -> None:
        """Plays all steps. Raises Unmet for what does not come, and UsageError for what cannot be done."""
        __tracebackhide__ = True
        for step in self._steps:
            for change, said in step.changes.items():
                self._change(change, said, step.where)
            run = self.simulation.run(step.run)
            for expected in step.expects:
                _expect(run, expected)

    def _change(self, change: str, said: Any, where: str) -> None:
        match change:
            case "recover" | "stop":
                for name in [said] if isinstance(said, str) else said:
                    load = self._load(name, where)
                    load.recover() if change == "recover" else load.stop()
            case "series":
                for name, values in said.items():
                    self._then(name, str(values))
            case "checks":
                for name, check in said.items():
                    self.simulation.check(name, **check)
            case "logs":
                for log in said:
                    self.simulation.log(**log)
            case "events":
                for event in said:
                    self.simulation.event(**event)
            case _:
                for name, value in said.items():
                    _done(self._load(name, where), change, value)

    def _then(self, name: str, values: str) -> None:
        if name in self._series:
            self._series[name].then(values)
        else:
            self._series[name] = self.simulation.series(name, values)

    def _load(self, name: str, where: str) -> FeatureLoad:
        if name not in self._loads:
            raise UsageError(f"{where}: {name} has no load; give it one, as in load: {{{name}: {{rate: 20/s}}}}")
        return self._loads[name]


def _done(load: FeatureLoad, change: str, value: Any) -> None:
    match change:
        case "degrade":
            load.degrade(**_measures(value))
        case "deploy":
            load.deploy(**_measures(value))
        case "lose":
            load.lose(*([value] if isinstance(value, str) else value))
        case "delay":
            load.delay(str(value))


def _measures(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _measure(name, value) for name, value in said.items()}


def _measure(name: str, value: Any) -> Any:
    """`x5` is five times as much, and a mapping of percentiles how long calls take."""
    if isinstance(value, str) and (factor := _TIMES.fullmatch(value)):
        return times(float(factor[1]))
    if isinstance(value, dict) and name in ("latency", "cpu"):
        return lognormal(**value) if len(value) == 2 and "p50" in value else percentiles(**value)
    if isinstance(value, dict) and name == "actions":
        return {action: _measure("action", each) for action, each in value.items()}
    return value


def _expect(run: Run, expected: Mapping[str, Any]) -> None:
    __tracebackhide__ = True
    kind = next(key for key in EXPECTED if key in expected)
    key = expected[kind]
    conditions = {name: value for name, value in expected.items() if name not in (kind, "says")}
    match kind:
        case "quiet":
            run.expect_quiet(*([] if key is None else [key] if isinstance(key, str) else key), **conditions)
        case "recovery":
            _says(run.expect_recovery(key, **conditions), expected)
        case "held":
            run.expect_held(key)
        case "reminder":
            run.expect_reminder(key)
        case _:
            _says(run.expect_alert(key, kind, **conditions), expected)


def _says(told: Notification, expected: Mapping[str, Any]) -> None:
    """Raises Unmet where the message lacks a text that it shall have."""
    __tracebackhide__ = True
    wanted = str(expected.get("says", ""))
    if wanted not in told.message:
        raise Unmet(f"{told.key} does not say {wanted!r}; it says:\n\n{told.message}")
