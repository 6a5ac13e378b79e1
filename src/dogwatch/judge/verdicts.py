"""From what was read to verdicts: what missing data and new groups mean for each evaluation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .memory import NEVER, Memory
from .monitor import Monitor
from .readings import Floats, Group, Ints, Readings
from .reason import Reason, explained
from .status import Flags, Status, Statuses


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

    def explained(self, monitor: Monitor, place: int, column: int) -> str:
        """Why the evaluation of a group at an instant came to its verdict."""
        return explained(
            monitor,
            Reason(self.reasons[place, column]),
            float(self.values[place, column]),
            Status(self.statuses[place, column]),
            0 if self.empty is None else int(self.empty[place, column]),
            self.parts,
        )


def judged(monitor: Monitor, instants: Ints, readings: Readings, memory: Memory) -> Verdicts:
    """The verdicts; the memory learns which groups there are, and when they had data."""
    readings = _placed(readings, memory, len(instants))
    present = readings.levels != Status.NO_DATA
    before = np.concatenate([(memory.last > memory.empty)[:, None], present[:, :-1]], axis=1)
    last = np.maximum.accumulate(np.where(present, instants, memory.last[:, None]), axis=1)
    empty = np.maximum.accumulate(np.where(before & ~present, instants, memory.empty[:, None]), axis=1)
    quiet = np.where(present, 0, instants - empty)
    earlier = np.concatenate([memory.last[:, None], last[:, :-1]], axis=1)
    long_ago = earlier == NEVER
    if monitor.subject.keys:
        since = np.concatenate([memory.empty[:, None], empty[:, :-1]], axis=1)
        long_ago |= (since > earlier) & (instants - since >= monitor.retention)
    first = np.maximum.accumulate(np.where(present & long_ago, instants, memory.first[:, None]), axis=1)

    statuses, reasons = readings.levels.copy(), np.zeros(present.shape, dtype=np.int8)
    reasons[readings.levels == Status.SKIPPED] = Reason.NOT_FULL
    values = readings.values
    missing = ~present
    if missing.any():
        values = _without_data(monitor, missing, quiet, last, statuses, reasons, values)
    delay = monitor.new_for
    if delay:
        new = (last != NEVER) & (instants - first < delay)
        statuses[new], reasons[new] = Status.SKIPPED, Reason.NEW_GROUP
    if len(instants):
        memory.first, memory.last, memory.empty = first[:, -1], last[:, -1], empty[:, -1]
    return Verdicts(memory.groups, instants, statuses, readings.held, values, reasons, readings.empty, readings.parts)


def _without_data(
    monitor: Monitor,
    missing: npt.NDArray[np.bool_],
    quiet: Ints,
    last: Ints,
    statuses: Statuses,
    reasons: npt.NDArray[np.int8],
    values: Floats,
) -> Floats:
    """Writes what holds where data are missing; returns the values, with zeros where they count as such."""
    options, subject = monitor.options, monitor.subject

    def put(where: npt.NDArray[np.bool_], status: int | Statuses, reason: Reason) -> None:
        statuses[where], reasons[where] = status, reason

    seen = missing & (last != NEVER)
    unseen = missing & (last == NEVER)
    # A simple alert has its group before anything was seen; what no data mean is true of it then too.
    known = seen if subject.keys else missing
    put(missing, Status.SKIPPED, Reason.KEPT)
    match options.missing:
        case "default" if subject.counts and subject.limits is not None:
            put(known, int(subject.limits.levels(np.zeros(1))[0]), Reason.AS_ZERO)
            values = np.where(known, 0.0, values)
        case "resolve":
            put(known, Status.OK, Reason.RESOLVED)
        case "show_no_data" | "show_and_notify_no_data":
            put(seen, Status.NO_DATA, Reason.MISSING)
        case "notify":
            put(seen & (quiet + subject.window >= monitor.timeframe), Status.NO_DATA, Reason.MISSING)
    if options.resolves_after is not None:
        put(seen & (quiet >= options.resolves_after), Status.OK, Reason.AUTO_RESOLVED)
    if subject.keys:
        put(seen & (quiet >= monitor.retention), Status.ABSENT, Reason.DROPPED)
        put(unseen, Status.ABSENT, Reason.NEVER_SEEN)
    elif options.missing not in ("default", "resolve"):
        put(unseen, Status.SKIPPED, Reason.NEVER_SEEN)
    return values


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
