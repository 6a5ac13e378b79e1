"""A catalog's monitors on a clock that the test controls, with loads that the test draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from dogwatch.declare import Declared, Feature
from dogwatch.errors import UsageError
from dogwatch.judge import Judging, Notice, SloAlerts, unmuted
from dogwatch.measure import Kind, Store
from dogwatch.names import (
    CPU,
    DURATION,
    HITS,
    IN_FLIGHT,
    INTERACTIONS,
    PROCESS_CPU,
    PROCESS_MEMORY,
    USERS,
)
from dogwatch.nearest import nearest
from dogwatch.values import Duration

from .clock import Clock, moment
from .feed import Feed, Load
from .load.amount import seconds, whole_seconds
from .load.chance import Chance
from .load.feature_load import FeatureLoad, refuse_unknown_actions
from .load.healthy import healthy
from .load.part import host_names
from .muting import Mute
from .notification import Notification, notification
from .occurrences import CHECK, OCCURRING, Occurrences, messages
from .past import spans
from .reach import reaches
from .run import Run
from .series.notation import read_series, written
from .series.recorded import Recorded
from .series.table import from_csv
from .series.written_load import WrittenLoad
from .watched import Exercised, Watched, Watching

# So much is written and judged at once; far less than the store keeps of its finest cells.
_STRETCH = 3600
_MINUTE = 60
# What shows a measure of a load.
_METRICS = {
    "latency": (DURATION, HITS, IN_FLIGHT),
    "cpu": (CPU, PROCESS_CPU),
    "memory": (PROCESS_MEMORY,),
    "actions": (INTERACTIONS, USERS),
}


class Simulation:
    """Loads of features, and the monitors that watch over them, from `start` on.

    Judged are the monitors that ask for the calls of features which all have a load, whoever's they are, those that
    read what is written (series, checks, events, logs), and composites of these. `now` is in seconds since 1970; `seed`
    draws the same loads again, and with `even` nothing is left to chance. With `only` no other monitors are judged, but
    for those that these are made of.
    """

    def __init__(
        self,
        declared: Declared,
        watching: Watching,
        *,
        start: str,
        seed: int = 0,
        even: bool = False,
        only: Iterable[str] | None = None,
    ) -> None:
        self.start = moment(start)
        self._clock = Clock(self.start)
        self.seed, self.even = seed, even
        self.declared, self.watching = declared, watching
        self._only = None if only is None else [watching.named(key) for key in only]
        self.store = Store()
        self._occurrences = Occurrences(watching.env)
        kinds = [SloAlerts(self.store, watching.slos), *self._occurrences.kinds]
        self.judging = Judging(self.store, now=self.now, kinds=kinds)
        self.notifications: list[Notification] = []
        self.exercised = Exercised(watching, set())
        self._mutes: list[Mute] = []
        self._feed = Feed(self.store)
        self._loads: list[Load] = []
        self._features: dict[str, Feature] = {}

    @property
    def now(self) -> int:
        """What time it is there."""
        return self._clock.now

    def load(
        self,
        feature: Feature | str,
        *,
        hosts: int | str | Sequence[str] = 2,
        tags: Mapping[str, str | Sequence[str]] | None = None,
        past: Mapping[str, Any] | None = None,
        **measures: Any,
    ) -> FeatureLoad:
        """The calls of a feature from now on; when nothing has run yet, also as far back as its monitors look.

        `measures` are `rate`, `latency`, `errors`, `error_types`, `cpu`, `memory` and `actions`; what is not said is
        half of what the feature's limits allow. Before the simulation began everything was, at the same rates, so that
        no budget is used up, but for the measures in `past`. `tags` are further tags of its calls, each with one value
        or several.
        """
        found = self._feature(feature)
        names = host_names(found.service, hosts)
        self._refuse_strangers(found, measures)
        usual = healthy(found)
        for said in (measures, past or {}):
            refuse_unknown_actions(found, usual, said.get("actions"))
        frequency = {name: value for name, value in measures.items() if name in ("rate", "actions")}
        load = FeatureLoad(
            found,
            self.watching.env,
            usual.changed(self.now, measures),
            self._clock,
            Chance(self.seed + len(self._loads), even=self.even),
            hosts=names,
            tags=tags or {},
            past=usual.changed(self.now, {**frequency, **(past or {})}),
        )
        self._features[found.name] = found
        self._loads.append(load)
        return load

    def series(
        self, series: str, values: str, *, step: str | Duration | int = "10s", kind: Kind = "gauge"
    ) -> WrittenLoad:
        """A series with values that are written out, from now on: `sim.series("queue.length{host:a}", "1 1 5x10 _")`.

        There is a value every `step`; `5x10` is ten times 5, `1+2x3` is 1 3 5 7, and `_` nothing. Unless it says an
        environment it is of the one that is simulated. The values of a count are those of ten seconds.
        """
        if kind not in get_args(Kind):
            raise UsageError(f"kind={kind!r} is no kind of a metric; write one of {', '.join(get_args(Kind))}")
        named = read_series(series, self.watching.env, kind)
        self._refuse_unread(named.metric, {metric for each in self._every for metric in self.watching.metrics_of(each)})
        return self.replay([written(named, values, whole_seconds(step))])

    def from_csv(self, path: Path | str) -> WrittenLoad:
        """The series of a file, which begin now; see `dogwatch.testing.series.table.from_csv`."""
        return self.replay(from_csv(path, self.watching.env))

    def replay(self, recorded: Sequence[Recorded]) -> WrittenLoad:
        """Series as they were recorded, such as those that `fetched` has got from Datadog; they begin now."""
        load = WrittenLoad(recorded, self._clock)
        self._loads.append(load)
        return load

    def check(
        self,
        check: str,
        says: str,
        *,
        every: str | Duration | int = "1m",
        message: str | Mapping[str, str] = "",
    ) -> None:
        """What a service check says from now on: `sim.check("postgres.can_connect{host:db1}", "okx5 criticalx3")`.

        It says `ok`, `warning`, `critical` or `unknown` every so often, and `_` is no run; as in `series` otherwise.
        `message` is what it says beside, which a monitor tells as `{{check_message}}`: a text, or one for each status
        as in `{"critical": "connection refused"}`.
        """
        self._refuse_unread(
            check.partition("{")[0],
            {each.body["query"].split('"')[1] for each in self._every if each.body["type"] == CHECK},
        )
        self._occurrences.check(check, says, self.now + 1, whole_seconds(every), messages(message))

    def log(
        self,
        message: str = "",
        *,
        times: int = 1,
        every: str | Duration = "10s",
        tags: Sequence[str] = (),
        index: str = "main",
        **attributes: Any,
    ) -> None:
        """So many logs from now on, one every so often: `sim.log("broken", service="web", http={"status_code": 500})`.

        Monitors find `service`, `status`, `host` and `source` under their names, other attributes as
        `@http.status_code`.
        """
        self._occurrences.log(message, self._each(every, times), tags, index, attributes)

    def event(
        self,
        title: str,
        text: str = "",
        *,
        times: int = 1,
        every: str | Duration = "10s",
        tags: Sequence[str] = (),
        **attributes: Any,
    ) -> None:
        """Events from now on, as `log` has it: `sim.event("Deployed web", source="deploy", tags=["service:web"])`."""
        self._occurrences.event(title, text, self._each(every, times), tags, attributes)

    def mute(self, key: str | None = None, *, scope: str = "*", lasting: str | Duration | None = None) -> Mute:
        """A downtime from now on, of a monitor or of all, for the groups within a scope such as `host:a`.

        What is told at its end is what Datadog tells then: trouble that is still there. Without `lasting` it goes on
        until `end()`.
        """
        monitor = None if key is None else self.watching.named(key).id
        span = None if lasting is None else round(seconds(lasting))
        self._mutes.append(Mute(f"mute-{len(self._mutes)}", monitor, scope, span, self._clock))
        return self._mutes[-1]

    def run(self, duration: str | Duration) -> Run:
        """Lets time go on, and says what came of it; whole minutes."""
        span = seconds(duration)
        if span % _MINUTE:
            raise UsageError(f"run({duration!r}) ends between two evaluations; write whole minutes")
        begin, end = self.now, self.now + round(span)
        self._judge(self._in_sight())
        read = {metric for each in self.judged for metric in self.watching.metrics_of(each)}
        if begin == self.start:
            self._write_past()
        is_late = self._feed.is_behind or any(load.is_late for load in self._loads)
        for load in self._loads:
            self._feed.take(load, load.between(begin, end, read))
        step = _MINUTE if is_late else _STRETCH
        told: list[Notification] = []
        while self.now < end:
            self._clock.now = min(end, self.now + step)
            self._feed.deliver(self.now)
            told += self._told(self.now)
        self.notifications += told
        return Run(self, begin, end, told)

    @property
    def judged(self) -> list[Watched]:
        """The monitors that are judged here."""
        return [self.watching.monitors[id] for id in self.judging.monitors]

    def notification(self, notice: Notice, *, is_told: bool = True) -> Notification:
        """What a notice says, and to whom."""
        known = self.judging.known(notice)
        judged = self.judging.monitors[notice.monitor]
        return notification(self.watching.monitors[notice.monitor], notice, judged, known, is_told=is_told)

    def met(self, monitor: Watched, status: str) -> None:
        """Notes that something which was expected of a monitor held."""
        self.exercised.states.add((monitor.key, status))

    def _told(self, until: int) -> list[Notification]:
        since = self.judging.now
        notices = self.judging.run(until)
        if self._mutes:
            notices = unmuted(notices, [mute.downtime for mute in self._mutes], self.judging, since, until)
        monitors = self.watching.monitors
        return [self.notification(notice) for notice in notices if monitors[notice.monitor].tells]

    def _in_sight(self) -> list[Watched]:
        """The monitors that are judged, those that they are made of among them."""
        if self._only is not None:
            return self._only
        written = [series.metric for load in self._loads if not isinstance(load, FeatureLoad) for series in load.series]
        every = self.watching.monitors.values()
        happening = [each for each in every if each.body["type"] in OCCURRING]
        called = [each for each in every if self._is_about_loads(each)]
        found = [*called, *self.watching.reading(written), *happening]
        read = {each.id: each for each in found if self._occurrences.is_about(each.body)}
        made = [
            each for each in every if (parts := self.watching.parts_of(each)) and all(one.id in read for one in parts)
        ]
        return [*read.values(), *made]

    def lacks(self, monitor: Watched) -> list[str]:
        """The features without a load here whose calls a monitor asks for, or its own where it asks for no calls; of a
        composite those that its parts lack.
        """
        parts = self.watching.parts_of(monitor)
        calls = self.watching.calls_of(monitor)
        needed = {monitor.feature} - {""} if calls is None else calls.features
        return sorted({name for part in parts for name in self.lacks(part)} if parts else needed - set(self._features))

    def _is_about_loads(self, monitor: Watched) -> bool:
        """Whether the features that a monitor asks for have a load, all of them or, where it names none, some."""
        calls = self.watching.calls_of(monitor)
        if calls is None:
            return monitor.feature in self._features and not self.lacks(monitor)
        return any(calls.may_be_of(each) for each in self._features.values()) and not self.lacks(monitor)

    def _each(self, every: str | Duration, times: int) -> list[int]:
        if type(times) is not int or times < 1:
            raise UsageError(f"times={times!r} is no number of them; write a whole one from 1 on")
        return [self.now + round(seconds(every) * place) for place in range(times)]

    def _judge(self, monitors: Iterable[Watched]) -> None:
        """Has the monitors judged, and before them those that they are made of."""
        judged = self.judging.monitors
        for monitor in monitors:
            if monitor.id not in judged and monitor.id not in self.judging.refused:
                self._judge(self.watching.parts_of(monitor))
                self.judging.put(monitor.id, monitor.body)

    def _write_past(self) -> None:
        """What loads wrote before the simulation began, all of them together: the store takes it in order only."""
        before = self._before()
        asked = reaches(self.watching, self.judged)
        for span in spans(self.start, [each._replace(seconds=each.seconds + before) for each in asked]):
            for load in self._loads:
                if isinstance(load, FeatureLoad):
                    self._feed.take(load, load.before(*span))
        self._feed.deliver(self.start)
        if before:
            self.judging.now = self.start - before
            self.judging.run(self.start)
            self.judging.rest()

    def _before(self) -> int:
        """For how many seconds groups have to be known before the beginning, so that none is new then."""
        longest = max((monitor.new_for for monitor in self.judging.monitors.values()), default=0)
        return longest and longest + 2 * _MINUTE - longest % _MINUTE

    def _feature(self, feature: Feature | str) -> Feature:
        known = {each.name: each for each in self.declared.features}
        name = feature if isinstance(feature, str) else feature.name
        if name not in known:
            meant = nearest(name, known)
            help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(known) or 'none'}"
            raise UsageError(f"the catalog {self.declared.catalog.name} has no feature {name!r}; {help}")
        if name in self._features:
            raise UsageError(f"{name} has a load already; change it with degrade, deploy, stop or recover")
        return known[name]

    @property
    def _every(self) -> Iterable[Watched]:
        return self.watching.monitors.values()

    def _refuse_unread(self, name: str, read: set[str]) -> None:
        """Names what no monitor reads: whoever writes it out waits for alerts that cannot come."""
        if name not in read:
            meant = nearest(name, read)
            help = f"did you mean {meant!r}?" if meant else f"they read {', '.join(sorted(read)) or 'none'}"
            raise UsageError(f"no monitor of the catalog {self.declared.catalog.name} reads {name!r}; {help}")

    def _refuse_strangers(self, feature: Feature, measures: Mapping[str, Any]) -> None:
        """Names a measure that nothing watches: whoever loads it waits for alerts that cannot come."""
        watched = {
            metric
            for each in self._every
            if (calls := self.watching.calls_of(each)) is not None and calls.may_be_of(feature)
            for metric in self.watching.metrics_of(each)
        }
        for measure in measures:
            metrics = _METRICS.get(measure, ())
            if metrics and not watched & {metric.name for metric in metrics}:
                names = ", ".join(metric.name for metric in metrics)
                raise UsageError(
                    f"{feature.place}: no monitor of {feature.name} reads {names}, so {measure}= shows nowhere"
                )
