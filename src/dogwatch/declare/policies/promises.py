"""The policy of objectives: each becomes an SLO, the alerts on its error budget, and one for hours with few calls."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.objectives import Availability, LatencyObjective, Promise
from dogwatch.declare.policies.burn_rate import budget_gone, burn_rates
from dogwatch.declare.policies.low_traffic import low_traffic
from dogwatch.declare.policies.policy import policy
from dogwatch.declare.signals import Traffic
from dogwatch.declare.sli import Events
from dogwatch.declare.slo import Slo
from dogwatch.values import Rate


@policy
def objectives(feature: Feature) -> Iterator[Declaration]:
    """An SLO per objective, with burn-rate alerts; one on the whole budget where the objective asks for it."""
    for objective in feature.objectives:
        slo = slo_of(feature, objective)
        yield slo
        yield from burn_rates(slo)
        if objective.budget is not None:
            yield budget_gone(slo, objective.budget)
        if isinstance(slo.sli, Events):
            yield low_traffic(slo, slo.sli, _least_traffic(feature, objective))


def slo_of(feature: Feature, objective: Promise) -> Slo:
    """The SLO that keeps an objective of a feature."""
    return Slo(
        objective.name,
        feature=feature,
        target=objective.target,
        over=objective.over,
        warn=objective.warn,
        sli=objective.sli(feature.metrics),
        title=objective.promised,
        what=f"{objective.promised}.",
        why=objective.why,
        place=objective.place,
    )


def _least_traffic(feature: Feature, objective: Promise) -> Rate | None:
    """The least traffic that the signals expect; unknown where an objective counts anything but the feature's calls."""
    if not isinstance(objective, Availability | LatencyObjective):
        return None
    least = [signal.min.critical for signal in feature.signals_of(Traffic) if signal.min is not None]
    return min(least, default=None)
