"""A picture in text of what a monitor came to, and of the monitors it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from dogwatch.judge import Judging, Limits, Status
from dogwatch.query import plain

from .clock import clock_time
from .load.shape import Floats
from .trace import Step, Trace, traces
from .watched import Watched, Watching

_BARS: Final = "▁▂▃▄▅▆▇█"
_STATES: Final = {
    Status.ABSENT: " ",
    Status.OK: "·",
    Status.NO_DATA: "?",
    Status.UNKNOWN: "u",
    Status.WARN: "w",
    Status.ALERT: "A",
}
_LEGEND: Final = "· OK, w Warn, A Alert, ? No Data"
# Only checks say so.
_LEGEND_OF_CHECKS: Final = f"{_LEGEND}, u Unknown"
_WIDEST: Final = 60
_MOST_GROUPS: Final = 3
_MOST_STEPS: Final = 12


class Picture:
    """Draws monitors of a simulation between two seconds."""

    def __init__(self, watching: Watching, judging: Judging, begin: int, end: int) -> None:
        self._watching, self._judging, self._begin, self._end = watching, judging, begin, end

    def of(self, monitor: Watched, letter: str = "") -> Iterator[str]:
        """The lines of a monitor, and of those that it is made of, which queries of composites call a, b, c."""
        yield f"{letter}{monitor.name}   {self._query(monitor)}"
        refused = self._judging.refused.get(monitor.id)
        if refused is not None:
            yield f"    {refused}"
            return
        yield from self._groups(monitor)
        for place, id in enumerate(self._needs(monitor)):
            yield from self.of(self._watching.monitors[id], f"{chr(ord('a') + place)}: ")

    def _query(self, monitor: Watched) -> str:
        query = str(monitor.resource.body["query"])
        for place, id in enumerate(self._needs(monitor)):
            query = query.replace(str(self._watching.monitors[id].resource.reference), chr(ord("a") + place))
        return query

    def _needs(self, monitor: Watched) -> tuple[int, ...]:
        judged = self._judging.monitors.get(monitor.id)
        return judged.subject.needs if judged and monitor.body["type"] == "composite" else ()

    def _groups(self, monitor: Watched) -> Iterator[str]:
        history = self._judging.history(monitor.id)
        found = traces(history, self._begin, self._end)
        if not found:
            yield "    no group of it has ever reported"
        for trace in found[:_MOST_GROUPS]:
            if trace.group:
                yield f"    {', '.join(f'{key}:{value}' for key, value in trace.group.items())}"
            yield from _drawn(trace, history.monitor.subject.limits)
        if len(found) > _MOST_GROUPS:
            yield f"    and {len(found) - _MOST_GROUPS} more groups, none in a worse state"


def _drawn(trace: Trace, limits: Limits | None) -> Iterator[str]:
    begin, end = clock_time(int(trace.instants[0])), clock_time(int(trace.instants[-1]))
    if np.isfinite(trace.values).any():
        yield f"    value  {begin} {_bars(trace.values, limits)} {end}   {_range(trace.values)}"
    legend = _LEGEND_OF_CHECKS if Status.UNKNOWN in trace.states else _LEGEND
    if limits is not None:
        yield f"    limits {_thresholds(limits)}"
    yield f"    state  {begin} {_letters(trace.states)} {end}   {legend}"
    steps = list(trace.steps())
    for step in steps[:_MOST_STEPS]:
        yield f"           {_said(step)}"
    if len(steps) > _MOST_STEPS:
        yield f"           … and {len(steps) - _MOST_STEPS} more changes"


def _said(step: Step) -> str:
    if step.first == step.last:
        return f"{clock_time(step.first)}        {step.status.word:<7} {step.first_reason}".rstrip()
    is_same = step.first_reason == step.last_reason
    reasons = step.first_reason if is_same else f"{step.first_reason}, at last {step.last_reason}"
    return f"{clock_time(step.first)} – {clock_time(step.last)} {step.status.word:<7} {reasons}".rstrip()


def _bars(values: Floats, limits: Limits | None) -> str:
    """A column per evaluation, the highest of several where there are many; the scale reaches down to 0."""
    columns = [column[np.isfinite(column)] for column in np.array_split(values, min(_WIDEST, len(values)))]
    highest = max(float(np.nanmax(values)), *_numbers(limits)) if limits else float(np.nanmax(values))
    least = min(0.0, float(np.nanmin(values)))
    span = highest - least or 1.0
    return "".join(
        " " if not len(column) else _BARS[min(7, int((float(column.max()) - least) / span * 7.999))]
        for column in columns
    )


def _letters(states: Sequence[Status]) -> str:
    """A letter per evaluation, the worst of several where there are many."""
    parts = np.array_split(np.array(states, dtype=np.int8), min(_WIDEST, len(states)))
    return "".join(_STATES.get(Status(int(part.max())), "?") for part in parts)


def _range(values: Floats) -> str:
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    return f"from {_number(least)} to {_number(most)}" if least != most else f"always {_number(least)}"


def _thresholds(limits: Limits) -> str:
    said = [f"Alert {limits.comparator} {_number(limits.critical)}"]
    if limits.warning is not None:
        said.append(f"Warn {limits.comparator} {_number(limits.warning)}")
    if limits.critical_recovery is not None:
        said.append(f"an alert ends only when not {limits.comparator} {_number(limits.critical_recovery)}")
    return ", ".join(said)


def _numbers(limits: Limits | None) -> list[float]:
    return [] if limits is None else [each for each in (limits.critical, limits.warning) if each is not None]


def _number(value: float) -> str:
    return plain(float(f"{value:.4g}")) if abs(value) < 1e6 else f"{value:,.0f}"
