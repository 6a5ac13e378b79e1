"""Monitors judged over time: from what their kinds read to what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Store

from .cadence import due
from .fold import folded
from .history import History
from .memory import Memory
from .metric import Metrics
from .monitor import Monitor, Subject
from .options import Options
from .readings import Asked, Group, Ints, Kind, Readings
from .refusal import refused
from .status import Statuses
from .told import tell
from .transition import Notice
from .verdicts import judged


class Judging:
    """Monitors, by id, whose bodies are as they would be sent to Datadog; `now` is the second they were last judged at.

    A body that asks for what is not judged here is not judged: `refused` has the reasons, by id. `kinds` are further
    kinds of monitors beside those over the series of the store.
    """

    def __init__(
        self,
        store: Store,
        monitors: Mapping[int, Mapping[str, Any]] | None = None,
        *,
        now: int,
        kinds: Iterable[Kind] = (),
    ) -> None:
        self.now = now
        self.kinds: tuple[Kind, ...] = (Metrics(store), *kinds)
        self.monitors: dict[int, Monitor] = {}
        self.histories: dict[int, History] = {}
        self.refused: dict[int, NotEvaluated] = {}
        self._kind: dict[int, Kind] = {}
        self._memories: dict[int, Memory] = {}
        for id, body in (monitors or {}).items():
            self.put(id, body)

    def put(self, id: int, body: Mapping[str, Any]) -> None:
        """Adds a monitor, or changes it; its groups and their states stay as long as its query does."""
        try:
            kind, subject = self._read(body)
        except NotEvaluated as error:
            self.remove(id)
            self.refused[id] = error
            return
        monitor = Monitor(id, body, Options.of(body.get("options") or {}), subject)
        before = self.monitors.get(id)
        if before is None or before.body["query"] != body["query"] or before.body["type"] != body["type"]:
            self.remove(id)
            self._memories[id] = Memory() if subject.keys else Memory.of_one()
            self.histories[id] = History(monitor)
        self.refused.pop(id, None)
        self.monitors[id], self._kind[id] = monitor, kind
        self.histories[id].monitor = monitor

    def remove(self, id: int) -> None:
        """Takes a monitor away, with its states."""
        for each in (self.monitors, self.histories, self.refused, self._kind, self._memories):
            each.pop(id, None)

    def run(self, until: int) -> list[Notice]:
        """Evaluates what is due after `now`, up to and with a second, and says what is told, in the order of time."""
        notices: list[Notice] = []
        for monitors in self._waves():
            for kind, asked in self._asked(monitors, until).items():
                for (monitor, instants), readings in zip(asked, kind.read(asked, self), strict=True):
                    notices += self._judge(monitor, instants, readings)
        self.now = until
        return sorted(notices, key=lambda notice: (notice.at, notice.monitor, notice.transition.group))

    def at(self, monitor: int, instants: Ints) -> tuple[tuple[str, ...], tuple[Group, ...], Statuses]:
        """The keys and groups of a monitor, and [group, instant] its states; see `States`."""
        groups, states = self.histories[monitor].states_at(instants)
        return self.monitors[monitor].subject.keys, groups, states

    def _read(self, body: Mapping[str, Any]) -> tuple[Kind, Subject]:
        for kind in self.kinds:
            subject = kind.subject(body)
            if subject is not None:
                return kind, subject
        raise refused("other-monitors", f"a {body['type']} is not evaluated", "leave it out")

    def _waves(self) -> Sequence[list[Monitor]]:
        """The monitors, those first that need no others."""
        first = [monitor for monitor in self.monitors.values() if not monitor.subject.needs]
        return first, [monitor for monitor in self.monitors.values() if monitor.subject.needs]

    def _asked(self, monitors: list[Monitor], until: int) -> dict[Kind, list[Asked]]:
        asked: dict[Kind, list[Asked]] = {}
        for monitor in monitors:
            instants = due(monitor, self.now, until)
            if len(instants):
                asked.setdefault(self._kind[monitor.id], []).append(Asked(monitor, instants))
        return asked

    def _judge(self, monitor: Monitor, instants: Ints, readings: Readings) -> list[Notice]:
        memory, history = self._memories[monitor.id], self.histories[monitor.id]
        verdicts = judged(monitor, instants, readings, memory)
        states = folded(memory.state, verdicts.statuses, verdicts.held)
        transitions, notices = tell(monitor, verdicts, states, memory)
        if states.size:
            memory.state = states[:, -1].copy()
        history.batches.append((verdicts, states))
        history.transitions += transitions
        return [] if monitor.is_draft else notices
