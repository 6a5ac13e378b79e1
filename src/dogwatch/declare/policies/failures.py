"""The policy of errors: the share of calls that fail, of all, of one version among others, and where calls are few."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dogwatch.declare.absence import IS_QUIET, LATE, QUIET, ZERO
from dogwatch.declare.feature import Feature
from dogwatch.declare.groups import concerned, group_options, grouped, titled
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.objectives import Availability
from dogwatch.declare.policies.burn_rate import burns_fast
from dogwatch.declare.policies.guard import EVERY_CALL_COUNTS, enough_for_share, few_calls, guarded, silent_while
from dogwatch.declare.policies.low_traffic import ENOUGH, hardly_any_good
from dogwatch.declare.policies.policy import policy
from dogwatch.declare.signals import Errors
from dogwatch.declare.sli import Events
from dogwatch.query import Expr
from dogwatch.values import Percent

# How many times the limit a version has to fail, while all together keep it, to be told apart from chance.
FAR = 2


@policy
def errors(feature: Feature) -> Iterator[Monitor]:
    """The share of calls that end in an error is above the limit.

    The share is in percent and is written out in the query, so that a message shows it as it is. A window without any
    error has no series of errors; in a calculation with counts what is missing is zero (docs: monitors, troubleshooting
    no data).
    """
    for signal in feature.signals_of(Errors):
        if signal.rate is None:
            continue
        least = enough_for_share(signal.rate.critical) if signal.least is None else signal.least
        failing = _failing(feature, signal, signal.rate.critical)
        if least <= 1:
            failing = attrs.evolve(failing, silences=(EVERY_CALL_COUNTS,))
        yield from guarded(failing, _calls(feature, signal.by), least, signal.over)
        if least > 1 and not feature.objectives_of(Availability):
            yield _hardly_any(feature, signal)
        if signal.compare is not None:
            yield from _compared(feature, signal, signal.rate.critical, signal.compare, least)


def _calls(feature: Feature, by: tuple[str, ...], **tags: str) -> Expr:
    return grouped(feature.metrics.hits.where(**tags).sum().as_count(), by)


def _share(feature: Feature, by: tuple[str, ...]) -> Expr:
    """The percentage of calls that fail."""
    return 100 * _calls(feature, by, outcome="error") / _calls(feature, by)


def _percent(share: Percent) -> float:
    return round(share.fraction * 100, 9)


def _failing(feature: Feature, signal: Errors, limit: Percent) -> Monitor:
    warn = signal.rate.warn if signal.rate else None
    return Monitor(
        "errors",
        feature=feature,
        title=f"more than {limit} of calls fail{titled(signal.by)}",
        what=f"{{{{value}}}}% of calls{concerned(signal.by)} fail; the limit is {limit}.",
        query=_share(feature, signal.by).over(signal.over) > _percent(limit),
        warn=_percent(warn) if warn else None,
        options={**QUIET, **LATE, **group_options(signal.by, signal.notify_by, signal.over)},
        absence=IS_QUIET,
        pages=False if burns_fast(feature.objectives_of(Availability)) else None,
        why=signal.why,
        place=signal.place,
    )


def _hardly_any(feature: Feature, signal: Errors) -> Monitor:
    """What the guard leaves unseen, where no objective watches it: a quiet feature of which nothing works."""
    sli = Events(good=_calls(feature, signal.by, outcome="ok"), total=_calls(feature, signal.by))
    return Monitor(
        "errors-low-traffic",
        feature=feature,
        title=f"hardly any call succeeds{titled(signal.by)}",
        what=f"Within an hour {ENOUGH} or more calls{concerned(signal.by)} failed and hardly one succeeded.",
        query=hardly_any_good(sli, ENOUGH),
        options={**ZERO, **group_options(signal.by, (), signal.over)},
        absence="no calls count as none that failed: an hour without any ends the alert",
        why=signal.why,
        place=signal.place,
    )


def _compared(feature: Feature, signal: Errors, limit: Percent, key: str, least: int) -> Iterator[Monitor]:
    """One value of a tag, such as a new version, fails far more than all together, which keep the limit.

    A difference of the two shares would need a query with groups to calculate with one without, of which Datadog does
    not document how a monitor joins them. A composite does: the part with more groups takes the state of the other
    (docs: monitors, composite). When all together are above the limit, `errors` tells.
    """
    by = (*signal.by, key)
    far = Percent(limit.fraction * FAR)
    monitor = Monitor(
        f"errors-{key}",
        feature=feature,
        title=f"more than {far} of calls fail{titled(by)}, while all together keep to {limit}",
        what=f"{{{{value}}}}% of calls{concerned(by)} fail, more than {far}; of all together at most {limit} do.",
        query=_share(feature, by).over(signal.over) > _percent(far),
        options={**QUIET, **LATE, **group_options(by, (), signal.over)},
        absence=IS_QUIET,
        pages=False if burns_fast(feature.objectives_of(Availability)) else None,
        why=signal.why,
        place=signal.place,
    )
    few = few_calls(monitor, _calls(feature, by), least, signal.over)
    yield from silent_while([*few, _all_together(feature, signal, limit, monitor)], monitor)


def _all_together(feature: Feature, signal: Errors, limit: Percent, told: Monitor) -> Monitor:
    return Monitor(
        f"{told.name}-all",
        feature=feature,
        title=f"more than {limit} of calls fail{titled(signal.by)} (part of {told.name})",
        what=f"{{{{value}}}}% of calls{concerned(signal.by)} fail: errors tells it, {told.name} does not.",
        query=_share(feature, signal.by).over(signal.over) > _percent(limit),
        options={**QUIET, **LATE, **group_options(signal.by, (), signal.over)},
        absence=IS_QUIET,
        tells=False,
        pages=False,
        why=signal.why,
        place=signal.place,
    )
