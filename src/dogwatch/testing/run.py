"""A stretch of simulated time, and what is expected of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dogwatch.errors import UsageError
from dogwatch.judge import History, Notice, Status, Transition

from .clock import clock_time, day_and_time
from .expectation import Expectation
from .hints import hints
from .load.amount import seconds
from .notification import Notification
from .picture import Picture
from .trace import is_evaluated, states_within, traces
from .watched import Watched

if TYPE_CHECKING:
    from .simulation import Simulation

# So many are drawn at most; one after another is mended anyway.
_MOST_MONITORS: Final = 3
_STATUSES: Final = {
    "alert": Status.ALERT,
    "warn": Status.WARN,
    "no data": Status.NO_DATA,
    "unknown": Status.UNKNOWN,
}
# What is no call of a feature comes of no load.
_WRITTEN_BY: Final = {"service check": "sim.check", "log alert": "sim.log", "event-v2 alert": "sim.event"}


class Unmet(AssertionError):
    """What was expected did not come; the text shows what came, and why."""


class Run:
    """What came of the loads from the second `begin` to `end`; `told` is what somebody was told meanwhile."""

    def __init__(self, simulation: Simulation, begin: int, end: int, told: list[Notification]) -> None:
        self.simulation, self.begin, self.end, self.told = simulation, begin, end, told

    def expect_alert(
        self,
        key: str,
        status: str = "alert",
        *,
        within: str | None = None,
        since: int | None = None,
        tells: str | None = None,
        group: Mapping[str, str] | str | None = None,
    ) -> Notification:
        """The first time that it came to "alert", "warn", "no data" or "unknown"; raises Unmet when it did not.

        `within` is how long after `since` it may have taken, which is when the run began unless it is said; what
        came before that does not count. `tells` is somebody who has to be told, `group` the group, by its tags or by
        the value of one.
        """
        __tracebackhide__ = True
        return self._expect(key, _status(status), within, since, tells, group)

    def expect_no_data(
        self,
        key: str,
        *,
        within: str | None = None,
        since: int | None = None,
        tells: str | None = None,
        group: Mapping[str, str] | str | None = None,
    ) -> Notification:
        """The first time that the monitor came to No Data; raises Unmet when it did not. See `expect_alert`."""
        __tracebackhide__ = True
        return self._expect(key, Status.NO_DATA, within, since, tells, group)

    def expect_recovery(
        self,
        key: str,
        *,
        within: str | None = None,
        since: int | None = None,
        tells: str | None = None,
        group: Mapping[str, str] | str | None = None,
    ) -> Notification:
        """The first time that the monitor came back to OK; raises Unmet when it did not. See `expect_alert`."""
        __tracebackhide__ = True
        return self._expect(key, Status.OK, within, since, tells, group)

    def expect_held(self, key: str, status: str = "alert") -> None:
        """The monitor, or one group of it, was in "alert" or "warn" all through the run; raises Unmet when not."""
        __tracebackhide__ = True
        monitor, wanted = self._judged(key), _status(status)
        found = traces(self._history(monitor), self.begin, self.end)
        if not any(trace.states and set(trace.states) == {wanted} for trace in found):
            raise Unmet(self._shown(f"{monitor.name} did not stay in {wanted.word}", [], [monitor], self.told))

    def expect_reminder(self, key: str) -> Notification:
        """The first time that it was told again of what goes on; raises Unmet when it was not."""
        __tracebackhide__ = True
        monitor = self._judged(key)
        found = next((notice for notice in self.told if notice.key == monitor.name and notice.again), None)
        if found is None:
            raise Unmet(self._shown(f"{monitor.name} was not told again", [], [monitor], self.told))
        return found

    def expect_quiet(self, *keys: str, warnings: bool = True, no_data: bool = True, but: Iterable[str] = ()) -> None:
        """Nobody was told anything, and nothing was in trouble that tells somebody; raises Unmet when it was not so.

        With `keys` only these monitors count, and never those of `but`; with `warnings=False` Warn does not, and with
        `no_data=False` No Data does not. UsageError where nothing was evaluated that could have been loud, which is so
        too where no group of a monitor has ever reported; `no_data=False` says that this is meant.
        """
        __tracebackhide__ = True
        meant = self._evaluated(keys)
        if no_data:
            self._refuse_silence(keys, meant)
        spared = {self.simulation.watching.named(key).id for key in ([but] if isinstance(but, str) else but)}
        counted = {
            Status.ALERT,
            Status.UNKNOWN,
            *([Status.WARN] if warnings else []),
            *([Status.NO_DATA] if no_data else []),
        }
        ended = {each.key for each in self.told if each.is_recovery and each.before in {one.word for one in counted}}
        loud = [
            each for each in meant if each.id not in spared and (counted & self._states(each) or each.name in ended)
        ]
        if loud:
            names = ", ".join(each.name for each in loud)
            told = [notice for notice in self.told if notice.key in {each.name for each in loud}]
            raise Unmet(self._shown(f"not quiet: {names}", [], loud, told))
        for each in meant:
            self.simulation.met(each, "quiet")

    def _expect(
        self,
        key: str,
        status: Status,
        within: str | None,
        since: int | None,
        tells: str | None,
        group: Mapping[str, str] | str | None,
    ) -> Notification:
        __tracebackhide__ = True
        if not isinstance(group, str | Mapping | None):
            raise UsageError(f"group={group!r} is no group; write {{'region': 'eu'}}, or 'eu' alone")
        span = None if within is None else round(seconds(within))
        begin = self.begin if since is None else since
        if not isinstance(begin, int) or begin >= self.end:
            raise UsageError(f"since={since!r} is no moment before the end of the run; write load.changed")
        expected = Expectation(self._judged(key), status, self.begin, self.end, begin, span, tells, group)
        found = next(self._came(expected), None)
        why = self._why(expected, found)
        if found is None or why:
            told = [notice for notice in self.told if notice.key == expected.monitor.name]
            raise Unmet(self._shown(expected.said_of(found), why, [expected.monitor], told))
        self.simulation.met(expected.monitor, status.word)
        return found

    def _came(self, expected: Expectation) -> Iterator[Notification]:
        for transition in expected.came(self._history(expected.monitor)):
            yield self._told_of(expected.monitor, transition)

    def _told_of(self, monitor: Watched, transition: Transition) -> Notification:
        """What was told of a transition, or that nobody was."""
        for notice in self.told:
            if (notice.key, notice.at, notice.group) == (monitor.name, transition.at, transition.tags):
                return notice
        return self.simulation.notification(Notice(transition), is_told=False)

    def _why(self, expected: Expectation, found: Notification | None) -> list[str]:
        """What is wrong with what came, or why nothing did."""
        if found is None:
            return [*hints(expected, self.simulation.watching, self.simulation.judging)]
        return [each for each in (expected.late(found.at), expected.untold(found)) if each]

    def _judged(self, key: str) -> Watched:
        """A monitor that is judged; UsageError for one that is not, and why."""
        monitor = self.simulation.watching.named(key)
        refused = self.simulation.judging.refused.get(monitor.id)
        where = f"{monitor.resource.place}: monitor {monitor.name}"
        if refused is not None:
            raise UsageError(f"{where} cannot be tested: {refused}")
        if monitor.id not in self.simulation.judging.monitors:
            if how := _WRITTEN_BY.get(monitor.body["type"]):
                raise UsageError(f"{where} is not judged, since nothing is written that it reads; write it by {how}")
            lacking = self.simulation.lacks(monitor)
            verb = "have" if len(lacking) > 1 else "has"
            feature = " and ".join(lacking) or "what it reads"
            raise UsageError(f"{where} is not judged, since {feature} {verb} no load here; give it one by sim.load")
        return monitor

    def _evaluated(self, keys: Iterable[str]) -> list[Watched]:
        """The monitors with these keys, or all that tell somebody; UsageError where no evaluation could say anything.

        Those of long windows are not evaluated each minute, and for all of them together it is enough that some were.
        """
        named = [self._judged(key) for key in keys]
        meant = named or [each for each in self.simulation.judged if each.tells]
        idle = [each for each in meant if not is_evaluated(self._history(each), self.begin, self.end)]
        if named and idle:
            raise UsageError(f"{idle[0].name} was not evaluated in this run, which is too short for it; run for longer")
        if len(idle) == len(meant):
            raise UsageError("nothing was evaluated in this run, so that nobody could be told; give a feature a load")
        return meant

    def _refuse_silence(self, keys: Iterable[str], meant: list[Watched]) -> None:
        """Names a monitor that has read nothing so far, or says that none has read anything: they are quiet anyway."""
        silent = [each for each in meant if self._states(each) <= {Status.ABSENT}]
        if not silent or (not keys and len(silent) < len(meant)):
            return
        remedy = "write what is asked for, or say no_data=False if that is meant"
        if not keys:
            raise UsageError(f"nobody could have been told in this run: nothing came that any monitor reads; {remedy}")
        first = silent[0]
        came = "none of its groups has reported" if self._history(first).monitor.subject.keys else "nothing has come"
        raise UsageError(f"{first.name} could not have been loud: {came} that {first.body['query']} asks for; {remedy}")

    def _history(self, monitor: Watched) -> History:
        return self.simulation.judging.history(monitor.id)

    def _states(self, monitor: Watched) -> set[Status]:
        return states_within(self._history(monitor), self.begin, self.end)

    def _shown(self, head: str, why: Iterable[str], monitors: list[Watched], told: list[Notification]) -> str:
        """The whole text of a failure."""
        sim = self.simulation
        picture = Picture(sim.watching, sim.judging, self.begin, self.end)
        lines = [head, *(f"  {each}" for each in why), ""]
        lines.append(f"{day_and_time(self.begin)} to {clock_time(self.end)} UTC, environment {sim.watching.env}")
        for monitor in monitors[:_MOST_MONITORS]:
            lines += ["", *picture.of(monitor)]
        if len(monitors) > _MOST_MONITORS:
            lines += ["", f"and {len(monitors) - _MOST_MONITORS} more monitors"]
        lines += ["", "told in this run:" if told else "told in this run: nobody", *(f"    {each}" for each in told)]
        if not sim.even:
            lines += ["", f"drawn with seed={sim.seed}"]
        return "\n".join(lines)


def _status(word: str) -> Status:
    if word not in _STATUSES:
        raise UsageError(f"there is no status {word!r}; write one of {', '.join(map(repr, _STATUSES))}")
    return _STATUSES[word]
