"""Checks of sense: what Datadog takes and what still cannot do what was meant. Each has a name, and can be silenced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dogwatch.declare.catalog import Declared
from dogwatch.declare.checks.arithmetic import as_count_with_average, division_without_guard
from dogwatch.declare.checks.around import NOTHING, Around, Meant
from dogwatch.declare.checks.composites import composite_of_unknown
from dogwatch.declare.checks.finding import Finding, Watched, found
from dogwatch.declare.checks.groups import notify_by_without_group, service_check_without_by, too_many_facets
from dogwatch.declare.checks.known import CHECKS, Check
from dogwatch.declare.checks.messages import handle_without_team, variable_not_grouped, variable_of_another_type
from dogwatch.declare.checks.metrics import percentile_without_percentiles, unknown_metric, unknown_tag
from dogwatch.declare.checks.no_data import no_data_said_twice
from dogwatch.declare.checks.queries import formula_of_unknown_query, query_unreadable, texts_of
from dogwatch.declare.checks.schedules import schedule_without_missing_data
from dogwatch.declare.checks.signals import findings_in_signals
from dogwatch.declare.checks.silenced import about_silences, unsilenced
from dogwatch.declare.checks.slo_alerts import burn_rate_out_of_reach, slo_has_no_such_time_frame, slo_window_refused
from dogwatch.declare.checks.template_variables import (
    Shown,
    template_variable_undefined,
    template_variable_unused,
    variables_of_packs,
)
from dogwatch.declare.checks.thresholds import (
    last_below_threshold,
    recovery_on_wrong_side,
    threshold_differs,
    threshold_missing,
    warning_behind_alert,
)
from dogwatch.declare.checks.windows import delay_shorter_than_source, rollup_longer_than_window, window_refused
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.setting import Setting
from dogwatch.errors import Mistake, QuerySyntaxError
from dogwatch.kinds import Body, Reference, Resource
from dogwatch.query import SloAlert

if TYPE_CHECKING:
    from dogwatch.query import MonitorQuery

__all__ = ["CHECKS", "NOTHING", "Check", "Look", "look", "of_monitor"]

_OF_ANY = {
    "composite-of-unknown": composite_of_unknown,
    "handle-without-team": handle_without_team,
    "last-below-threshold": last_below_threshold,
    "no-data-said-twice": no_data_said_twice,
    "notify-by-without-group": notify_by_without_group,
    "recovery-on-wrong-side": recovery_on_wrong_side,
    "service-check-without-by": service_check_without_by,
    "schedule-without-missing-data": schedule_without_missing_data,
    "threshold-differs": threshold_differs,
    "threshold-missing": threshold_missing,
    "too-many-facets": too_many_facets,
    "variable-not-grouped": variable_not_grouped,
    "variable-of-another-type": variable_of_another_type,
    "warning-behind-alert": warning_behind_alert,
    "window-refused": window_refused,
}
_OF_METRICS = {
    "as-count-with-average": as_count_with_average,
    "delay-shorter-than-source": delay_shorter_than_source,
    "division-without-guard": division_without_guard,
    "percentile-without-percentiles": percentile_without_percentiles,
    "rollup-longer-than-window": rollup_longer_than_window,
    "unknown-metric": unknown_metric,
    "unknown-tag": unknown_tag,
}
_OF_SLOS = {
    "burn-rate-out-of-reach": burn_rate_out_of_reach,
    "slo-has-no-such-time-frame": slo_has_no_such_time_frame,
    "slo-window-refused": slo_window_refused,
}


_OF_TEXTS = {
    "formula-of-unknown-query": formula_of_unknown_query,
    "query-unreadable": query_unreadable,
}
_OF_VARIABLES = {
    "template-variable-undefined": template_variable_undefined,
    "template-variable-unused": template_variable_unused,
}


@dataclass(frozen=True)
class Look:
    """What the checks found and no silence leaves out, and what is to be said of silences that ended or are unused."""

    errors: list[Mistake]
    doubts: list[Mistake]
    ended: list[Mistake]
    unused: list[Mistake]

    @property
    def warnings(self) -> list[Mistake]:
        return [*self.doubts, *self.ended, *self.unused]

    @property
    def warnings_of_part(self) -> list[Mistake]:
        """The warnings where not all of a catalog was looked at, in which a silence may have had its reason."""
        return [*self.doubts, *self.ended]


def look(
    things: Sequence[Declaration],
    resources: Mapping[Reference, Resource],
    declared: Declared,
    setting: Setting,
    today: date,
    meant: Meant,
) -> Look:
    """What the checks find in what an environment gets; `resources` are the bodies that became of the things.

    `meant` says what to write instead of a reference to nothing. Silences count up to and with their day. What is wrong
    with them is a warning.
    """
    wide = {*declared.catalog.silences, *(each for feature in declared.features for each in feature.silences)}
    findings = _findings(things, resources, declared, setting, meant)
    left, met = unsilenced(findings, declared.catalog.silences, today)
    if any(thing.environments and setting.env not in thing.environments for thing in things):
        met |= wide  # they may be about what only another environment gets
    here = [thing for thing in things if not thing.environments or setting.env in thing.environments]
    silences = [*sorted(wide, key=lambda each: each.place), *(each for thing in here for each in thing.silences)]
    errors, doubts = ([each.mistake for each in left if each.is_error is wanted] for wanted in (True, False))
    return Look(errors, doubts, *about_silences(silences, met, today))


def _findings(
    things: Sequence[Declaration],
    resources: Mapping[Reference, Resource],
    declared: Declared,
    setting: Setting,
    meant: Meant,
) -> Iterator[Finding]:
    around = Around.of(declared, setting, resources.values(), meant)
    packs = variables_of_packs(resources.values())
    yield from findings_in_signals({id(thing.feature): thing.feature for thing in things if thing.feature}.values())
    for thing in things:
        key = setting.key_of(thing)
        resource = resources.get(Reference(thing.kind, key))
        # Of two declarations with one key only one became the resource, and that there are two is a mistake by itself.
        if resource is None or resource.place != thing.place:
            continue
        if isinstance(thing, Monitor):
            for check, seen in of_monitor(key, thing, resource.body, around):
                yield found(check, thing, key, seen)
        elif isinstance(thing, Dashboard):
            for check, seen in _of_widgets(thing, Shown.of(thing, resource.body, packs)):
                yield found(check, thing, key, seen)
        elif isinstance(thing, Powerpack):
            for check, seen in _of_widgets(thing, Shown.of_pack(thing, resource.body)):
                yield found(check, thing, key, seen)


def _of_widgets(thing: Dashboard | Powerpack, shown: Shown) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """What the checks see in the queries, formulas and variables of widgets."""
    texts = list(texts_of(thing))
    for check, look_into in _OF_TEXTS.items():
        for seen in look_into(texts):
            yield check, seen
    for check, look_at in _OF_VARIABLES.items():
        for seen in look_at(shown):
            yield check, seen


def of_monitor(key: str, monitor: Monitor, body: Body, around: Around) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """What the checks see in a monitor with this body: the check, and the argument, what was seen and the remedy."""
    watched = Watched(key, monitor, _tree(monitor, body), body, around)
    of_its_query = _OF_METRICS if watched.metric is not None else _OF_SLOS if isinstance(watched.tree, SloAlert) else {}
    for checks in (_OF_ANY, of_its_query):
        for check, look_at in checks.items():
            for seen in look_at(watched):
                yield check, seen


def _tree(monitor: Monitor, body: Body) -> MonitorQuery | None:
    """The query as a tree; a text is read, those of the builder are trees already."""
    if not isinstance(monitor.query, str):
        return monitor.query
    if monitor.type == "composite":
        return None  # who it asks are references, which are looked at where they are known
    from dogwatch.query import parse_monitor  # loaded where a catalog has texts

    try:
        return parse_monitor(str(body["query"]), monitor.type)
    except QuerySyntaxError:
        return None
