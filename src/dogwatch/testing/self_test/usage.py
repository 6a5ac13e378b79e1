"""Scenarios of what a feature takes, and of what people do with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.declare import Engagement, Resources
from dogwatch.values import Bytes, Rate

from .calls import minutes, tailed
from .limits import Limited
from .scenario import About, Phase, Scenario


def resources(about: About) -> Iterator[Scenario]:
    """Processor time and memory at their limits."""
    for signal in about.feature.signals_of(Resources):
        window = minutes(signal.over)
        if signal.cpu is not None:
            warn = signal.cpu.warn.base if signal.cpu.warn else None
            limited = Limited(signal.cpu.critical.base, warn, window, lambda value: {"cpu": tailed(95, value)})
            yield _scenario(about, "cpu", limited)
        if signal.memory is not None:
            warn = signal.memory.warn.base if signal.memory.warn else None
            limited = Limited(signal.memory.critical.base, warn, window, lambda value: {"memory": Bytes(value)})
            yield _scenario(about, "memory", limited)


def engagement(about: About) -> Iterator[Scenario]:
    """Each action as often as it may be missing, and less often; against a past in which it was as often as ever."""
    for signal in about.feature.signals_of(Engagement):
        if signal.drop is None:
            continue
        kept, often = 1 - signal.drop.fraction, 40.0 * signal.least
        window = minutes(signal.over) + 1
        for action in signal.actions:

            def measures(missing: float, action: str = action) -> Mapping[str, Any]:
                # As many fewer than what may be missing as the alert counts.
                number = kept * often - missing  # noqa: B023 - it is called before the next signal
                return {"actions": {action: Rate(number / signal.over.seconds)}}  # noqa: B023

            limited = Limited(kept * signal.least, None, window, measures)
            past = {"actions": {action: Rate(often / signal.over.seconds)}}
            name = f"engagement-{action}-drop"
            phases = limited.phases(about)
            yield Scenario(name, about.feature, tuple(phases), about.hears, about.hears, past)


def _scenario(about: About, name: str, limited: Limited) -> Scenario:
    phases = list(limited.phases(about))
    beyond = next(phase for phase in phases if phase.expects == "alert")
    gone = [beyond, Phase("nothing comes", limited.minutes + 8, "recovery", dead=True)]
    return Scenario(name, about.feature, (*phases, *gone), about.hears, about.hears, phases[0].measures)
