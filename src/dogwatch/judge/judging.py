"""Monitors judged over time: from what their kinds read to what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from typing import Any, Final

import numpy as np

from dogwatch.errors import NotEvaluated, QuerySyntaxError
from dogwatch.measure import Store
from dogwatch.query import Current

from .cadence import due
from .composite import Composites, joined_keys
from .fold import folded
from .history import History
from .known import Known
from .limits import Limits
from .memory import Memory
from .metric import Metrics
from .monitor import Monitor, Subject
from .options import DAY, HOUR, Options
from .readings import Asked, Group, Ints, Kind
from .refusal import refused
from .rules import rule_of
from .schedule import check
from .status import Status, Statuses
from .told import tell
from .transition import Notice, Transition
from .verdicts import Verdicts, judged
from .windows import began

# How many evaluations are made in one go at most, where that is an hour's or more.
_CELLS: Final = 1 << 19


@dataclass
class _Judged:
    """A monitor, the kind it is of, and what is known of its groups."""

    monitor: Monitor
    kind: Kind
    memory: Memory
    history: History

    def regroup(self, keys: tuple[str, ...]) -> None:
        """Groups by other keys; the states of the groups before are nobody's then."""
        if keys != self.monitor.subject.keys:
            self.monitor = replace(self.monitor, subject=replace(self.monitor.subject, keys=keys))
            self.memory = Memory() if keys else Memory.of_one()
            self.history = History(self.monitor)

    def saved(self) -> dict[str, Any]:
        """What is known of its groups, as plain data."""
        troubled = [transition.saved() for transition in self.history.troubled]
        body = self.monitor.body
        return {"type": body["type"], "query": body["query"], **self.memory.saved(), "troubled": troubled}

    def restore(self, saved: Mapping[str, Any], now: int) -> None:
        """Takes up what `saved` said, as it was at a second."""
        self.memory = Memory.restored(saved)
        if self.history.batches:
            return
        state = self.memory.state.reshape(-1, 1)
        self.history = History(self.monitor, transitions=[Transition.restored(each) for each in saved["troubled"]])
        self.history.add(Verdicts.kept(self.memory.groups, np.array([now], dtype=np.int64)), state, [])


class Judging:
    """Monitors, by id, whose bodies are as they would be sent to Datadog; `now` is the second they were last judged at.

    A body that asks for what is not judged here is left out: `refused` has the reasons, by id. `kinds` are further
    kinds of monitors beside composites and those over the series of the store. `kept` is for how many seconds
    evaluations are kept, None for as long as it lives.
    """

    def __init__(
        self,
        store: Store,
        monitors: Mapping[int, Mapping[str, Any]] | None = None,
        *,
        now: int,
        kinds: Iterable[Kind] = (),
        kept: int | None = None,
    ) -> None:
        self.now = now
        self.kept = kept
        self.kinds: tuple[Kind, ...] = (Metrics(store), Composites(), *kinds)
        self.refused: dict[int, NotEvaluated] = {}
        self._judged: dict[int, _Judged] = {}
        for id, body in (monitors or {}).items():
            self.put(id, body)

    def put(self, id: int, body: Mapping[str, Any]) -> None:
        """Adds a monitor, or changes it; its groups and their states stay as long as its type and query do."""
        try:
            kind, monitor = self._read(id, body)
        except NotEvaluated as error:
            self.remove(id)
            self.refused[id] = error
            return
        before = self._judged.get(id)
        self.refused.pop(id, None)
        if before is not None and all(before.monitor.body[name] == body[name] for name in ("type", "query")):
            before.monitor = before.history.monitor = monitor
            return
        memory = Memory() if monitor.subject.keys else Memory.of_one()
        self._judged[id] = _Judged(monitor, kind, memory, History(monitor))

    def remove(self, id: int) -> None:
        """Takes a monitor away, with its states."""
        self._judged.pop(id, None)
        self.refused.pop(id, None)

    @property
    def monitors(self) -> dict[int, Monitor]:
        """The monitors that are judged."""
        return {id: judged.monitor for id, judged in self._judged.items() if id not in self.refused}

    def monitor(self, id: int) -> Monitor | None:
        """One of these; None for one that is not judged."""
        return self._judged[id].monitor if id in self._judged and id not in self.refused else None

    @property
    def histories(self) -> dict[int, History]:
        """The evaluations of each monitor so far, and its transitions."""
        return {id: judged.history for id, judged in self._judged.items()}

    def history(self, id: int) -> History:
        """The evaluations of a monitor so far, and its transitions. Raises KeyError for one that is not judged."""
        return self._judged[id].history

    def states(self, id: int) -> dict[Group, Status]:
        """The state of each group of a monitor, at `now`; one that was dropped is not among them."""
        memory = self._judged[id].memory
        states = dict(zip(memory.groups, map(Status, memory.state.tolist()), strict=True))
        return {group: state for group, state in states.items() if state is not Status.ABSENT or group == ()}

    def state(self, id: int) -> Status:
        """The most severe state of its groups, which is that of a monitor as a whole; ABSENT without any.

        A group that is UNKNOWN leaves it OK (docs: monitors/types/service_check).
        """
        states = (Status.OK if state is Status.UNKNOWN else state for state in self.states(id).values())
        return max(states, default=Status.ABSENT)

    def rest(self) -> None:
        """Forgets all states and what was told; which groups there are, and since when, stays known."""
        for one in self._judged.values():
            one.memory.state[:] = Status.ABSENT
            one.memory.told.clear()
            one.history = History(one.monitor)

    def run(self, until: int) -> list[Notice]:
        """Evaluates what is due after `now`, up to and with a second, and says what is told, in the order of time."""
        notices: list[Notice] = []
        self._join()
        while self.now < until:
            notices += self._run(min(until, self.now + self._at_once()))
        return sorted(notices, key=lambda notice: (notice.at, notice.monitor, notice.transition.group))

    def _at_once(self) -> int:
        """How many seconds are judged in one go, an hour at least: tables of many groups and instants are large."""
        groups = sum(len(one.memory.groups) for one in self._judged.values())
        return max(HOUR, _CELLS * 60 // max(1, groups))

    def _run(self, until: int) -> list[Notice]:
        notices: list[Notice] = []
        for wave in self._waves():
            for kind, asked in self._asked(wave, until).items():
                for each, readings in zip(asked, kind.read(asked, self), strict=True):
                    one = self._judged[each.monitor.id]
                    notices += self._take(one, judged(each.monitor, each.instants, readings, one.memory))
        self.now = until
        return notices

    def known(self, notice: Notice) -> Known:
        """What is known of a notice beside what was measured, by its kind of monitors."""
        one = self._judged[notice.monitor]
        return one.kind.known(one.monitor, notice, self)

    def resolve(self, id: int, groups: Iterable[Group] | None = None) -> list[Notice]:
        """Resolves groups by hand, or all: they are OK until the next evaluation (docs: monitors/status)."""
        one = self._judged[id]
        chosen = set(one.memory.groups if groups is None else groups)
        states = zip(one.memory.groups, one.memory.state.tolist(), strict=True)
        is_resolved = np.array([[group in chosen and state != Status.ABSENT] for group, state in states], dtype=bool)
        instants = np.array([self.now], dtype=np.int64)
        return self._take(one, Verdicts.by_hand(one.memory.groups, instants, is_resolved.reshape(-1, 1)))

    def at(self, monitor: int, instants: Ints) -> tuple[tuple[str, ...], tuple[Group, ...], Statuses]:
        """The keys and groups of a monitor, and [group, instant] its states; see `States`."""
        one = self._judged.get(monitor)
        if one is None:
            return (), (), np.zeros((0, len(instants)), dtype=np.int8)
        return one.monitor.subject.keys, *one.history.states_at(instants)

    def turn_to(self, now: int) -> None:
        """Goes on from another time, a later one or, for a clock that was set back, an earlier one."""
        self.now = now
        for one in self._judged.values():
            one.memory.turn_back(now)

    def saved(self) -> dict[str, Any]:
        """The states as plain data, for `restore`."""
        return {"now": self.now, "monitors": [{"id": id, **one.saved()} for id, one in self._judged.items()]}

    def restore(self, saved: Mapping[str, Any]) -> None:
        """Takes up the states of the monitors that are still there, with the same query, and the time they are of."""
        self.now = saved["now"]
        # First, since a monitor that is made of others has their keys, and forgets its groups when these change.
        self._join()
        for each in saved["monitors"]:
            one = self._judged.get(each["id"])
            if one is not None and all(one.monitor.body[name] == each[name] for name in ("type", "query")):
                one.restore(each, self.now)

    def _read(self, id: int, body: Mapping[str, Any]) -> tuple[Kind, Monitor]:
        options = _options(body)
        try:
            for kind in self.kinds:
                subject: Subject | None = kind.subject(body)
                if subject is not None:
                    options = options.filled(body.get("options") or {}, subject.missing)
                    return kind, Monitor(id, body, options, subject)
        except QuerySyntaxError as error:
            raise refused("other-queries", f"{body['query']!r}: {error.seen}", error.remedy) from error
        raise refused(rule_of(body["type"]) or "other-monitors", f"a {body['type']} is not evaluated", "leave it out")

    def _join(self) -> None:
        """Gives monitors that are made of others the keys of these, or refuses them where one is not judged."""
        for id, one in self._judged.items():
            needs = one.monitor.subject.needs
            missing = [need for need in needs if need not in self._judged]
            if missing:
                seen = f"{one.monitor.body['query']} is made of {missing[0]}, which is not evaluated here"
                self.refused[id] = refused("composite-of-unjudged", seen, "leave it out, or add the monitor")
            elif needs:
                self.refused.pop(id, None)
            if one.monitor.subject.joins and not missing:
                one.regroup(joined_keys(self._judged[need].monitor.subject.keys for need in needs))

    def _waves(self) -> Iterator[list[_Judged]]:
        """The monitors, those first that others need."""
        needs = {id: one.monitor.subject.needs for id, one in self._judged.items() if id not in self.refused}
        order = TopologicalSorter(needs)
        order.prepare()
        while order.is_active():
            ready = order.get_ready()
            yield [self._judged[id] for id in ready]
            order.done(*ready)

    def _asked(self, wave: list[_Judged], until: int) -> dict[Kind, list[Asked]]:
        asked: dict[Kind, list[Asked]] = {}
        for one in wave:
            instants = due(one.monitor, self.now, until)
            if len(instants):
                asked.setdefault(one.kind, []).append(Asked(one.monitor, instants))
        return asked

    def _take(self, one: _Judged, verdicts: Verdicts) -> list[Notice]:
        """Verdicts to states, and to what is told."""
        states = folded(one.memory.state, verdicts.statuses, verdicts.held)
        transitions, notices = tell(one.monitor, verdicts, states, one.memory)
        one.memory.state = states[:, -1].copy()
        one.history.add(verdicts, states, transitions)
        if self.kept is not None:
            one.history.forget(int(verdicts.instants[-1]) - self.kept)
        return [] if one.monitor.is_draft else notices


def _options(body: Mapping[str, Any]) -> Options:
    """Raises NotEvaluated for options that are not as Datadog describes them."""
    try:
        given = body.get("options") or {}
        options = Options.of(given)
        Limits.of(">", 0, given.get("thresholds") or {})
        for window in (Current("1h"), Current("1mo")):
            began(window, options.evaluation_window, DAY)
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        seen = f"the options cannot be read: {type(error).__name__}: {error}"
        raise refused("other-options", seen, "write them as Datadog's API describes them") from error
    check(options.recurrences)
    return options
