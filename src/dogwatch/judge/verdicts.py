"""From what was read to verdicts: what missing data and new groups mean for each evaluation."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from .memory import Memory
from .monitor import Monitor
from .readings import Floats, Group, Ints, Mask, Readings
from .reason import REASONS, Reason, explained, still
from .silence import Silence, silence
from .status import STATUSES, Flags, Status, Statuses


class Verdicts(NamedTuple):
    """[group, instant]: what each evaluation says, and why; the groups are those of the memory, in its order."""

    groups: tuple[Group, ...]
    instants: Ints
    statuses: Statuses
    held: Flags | None
    values: Floats
    reasons: npt.NDArray[np.int8]
    empty: Ints | None
    parts: int

    @classmethod
    def by_hand(cls, groups: tuple[Group, ...], instants: Ints, is_ok: Mask) -> Self:
        """Some groups are OK since a person says so, the others as they were."""
        statuses = np.where(is_ok, np.int8(Status.OK), np.int8(Status.SKIPPED))
        reasons = np.where(is_ok, np.int8(Reason.BY_HAND), np.int8(Reason.KEPT))
        return cls(groups, instants, statuses, None, np.full(is_ok.shape, np.nan), reasons, None, 0)

    @classmethod
    def kept(cls, groups: tuple[Group, ...], instants: Ints) -> Self:
        """All groups are as they were."""
        shape = (len(groups), len(instants))
        statuses, reasons = np.full(shape, Status.SKIPPED, dtype=np.int8), np.full(shape, Reason.KEPT, dtype=np.int8)
        return cls(groups, instants, statuses, None, np.full(shape, np.nan), reasons, None, 0)

    def put(self, where: Mask, status: Status, reason: Reason) -> None:
        """Another verdict for some of the evaluations, which holds nobody in the state before."""
        self.statuses[where], self.reasons[where] = status, reason
        if self.held is not None:
            self.held[where] = 0

    def explained(self, monitor: Monitor, place: int, column: int, state: Status | None = None) -> str:
        """Why the evaluation of a group at an instant came to its verdict, or with a state, why to that."""
        value, verdict = float(self.values[place, column]), STATUSES[self.statuses[place, column]]
        if state is not None and self.held is not None and self.held[place, column] and verdict < state:
            return still(monitor, value, state)
        return explained(
            monitor,
            REASONS[self.reasons[place, column]],
            value,
            verdict,
            0 if self.empty is None else int(self.empty[place, column]),
            self.parts,
        )


def judged(monitor: Monitor, instants: Ints, readings: Readings, memory: Memory) -> Verdicts:
    """The verdicts at one instant or more; the memory learns which groups there are, and when they had data."""
    readings = _placed(readings, memory, len(instants))
    silent = silence(monitor, instants, readings.levels == Status.NO_DATA, memory)
    reasons = np.where(readings.levels == Status.SKIPPED, np.int8(Reason.NOT_FULL), np.int8(Reason.COMPARED))
    verdicts = Verdicts(
        memory.groups,
        instants,
        readings.levels.copy(),
        # Each run of a schedule is independent of the one before (docs: monitors/guide/custom_schedules).
        None if readings.held is None or monitor.options.recurrences else readings.held.copy(),
        readings.values,
        reasons,
        readings.empty,
        readings.parts,
    )
    if silent.missing.any():
        verdicts = _without_data(monitor, verdicts, silent)
    if (is_new := silent.age < monitor.new_for).any():
        verdicts.put(is_new & (silent.lost | ~silent.missing), Status.SKIPPED, Reason.NEW_GROUP)
    return verdicts


def _without_data(monitor: Monitor, verdicts: Verdicts, silent: Silence) -> Verdicts:
    """With what holds where data are missing (docs: monitors/configuration, no data and auto-resolve)."""
    options, is_grouped = monitor.options, bool(monitor.subject.keys)
    # A simple alert has its group before it had data, and a count of nothing is 0 then too.
    absent = silent.lost if is_grouped else silent.missing
    verdicts.put(silent.missing, Status.SKIPPED, Reason.KEPT)
    verdicts.put(silent.missing & ~silent.lost, Status.ABSENT if is_grouped else Status.SKIPPED, Reason.NEVER_SEEN)
    match options.missing:
        case "default" if monitor.subject.counts:
            verdicts = _as_zero(monitor, verdicts, absent)
        case "resolve":
            verdicts.put(absent, Status.OK, Reason.RESOLVED)
        case "show_no_data" | "show_and_notify_no_data":
            verdicts.put(silent.lost, Status.NO_DATA, Reason.MISSING)
        case "notify":
            is_long = silent.quiet + monitor.subject.window >= monitor.timeframe
            verdicts.put(silent.lost & is_long, Status.NO_DATA, Reason.MISSING)
    if options.resolves_after is not None:
        verdicts.put(silent.lost & (silent.quiet >= options.resolves_after), Status.OK, Reason.AUTO_RESOLVED)
    if is_grouped:
        verdicts.put(silent.lost & (silent.quiet >= monitor.retention), Status.ABSENT, Reason.DROPPED)
    return verdicts


def _as_zero(monitor: Monitor, verdicts: Verdicts, where: Mask) -> Verdicts:
    limits = monitor.subject.limits
    if limits is None:
        return verdicts
    zero = np.zeros(1)
    verdicts.put(where, Status(limits.levels(zero)[0]), Reason.AS_ZERO)
    held = limits.held(zero)
    if held is not None and verdicts.held is not None:
        verdicts.held[where] = held[0]
    return verdicts._replace(values=np.where(where, 0.0, verdicts.values))


def _placed(readings: Readings, memory: Memory, count: int) -> Readings:
    """The readings in the order of the memory's groups; nothing was read of those that are not among them."""
    if readings.groups == memory.groups:
        return readings
    places = memory.make_room(readings.groups)

    def spread(cells: Any, fill: Any) -> Any:
        if cells is None:
            return None
        found = np.full((len(memory.groups), count), fill, dtype=cells.dtype)
        found[places] = cells
        return found

    return readings._replace(
        groups=memory.groups,
        values=spread(readings.values, np.nan),
        levels=spread(readings.levels, Status.NO_DATA),
        held=spread(readings.held, 0),
        empty=spread(readings.empty, 0),
    )
