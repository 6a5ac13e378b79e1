"""Which metrics have reported of late, and under which tags."""

from __future__ import annotations

from functools import reduce

import numpy as np
import numpy.typing as npt

from dogwatch.errors import QuerySyntaxError
from dogwatch.local.api import errors
from dogwatch.local.api.world import World
from dogwatch.measure import Metric
from dogwatch.query import And, Commas, Excluded, In, MetricQuery, Not, Or, Scope, Tag, Term, Variable, parse_metric

Mask = npt.NDArray[np.bool_]


def active(world: World, name: str, seconds: float) -> bool:
    """Whether points of the metric came within the last seconds, whatever their own time."""
    return world.intake.came.get(name, 0.0) >= world.now().timestamp() - seconds


def scope(text: str, parameter: str) -> Scope:
    """Tags as they are written in a filter: `env:prod,app`, `env IN (dev,prod) AND service:web*`.

    Refuses with 400 what is none.
    """
    try:
        read = parse_metric(f"avg:x{{{text.strip() or '*'}}}")
    except QuerySyntaxError as error:
        raise errors.invalid(parameter, str(error).splitlines()[0]) from error
    if not isinstance(read, MetricQuery) or read.modifiers:
        raise errors.invalid(parameter)
    return read.scope


def has(world: World, name: str, wanted: Scope) -> bool:
    """Whether a series of the metric is within a scope."""
    metric = world.intake.series.metrics.get(name)
    return metric is not None and bool(_within(metric, wanted).any())


def tags(world: World, name: str, wanted: Scope) -> list[str]:
    """The tags of all series of the metric that are within a scope, sorted."""
    metric = world.intake.series.metrics.get(name)
    return [] if metric is None else sorted(metric.tags(_within(metric, wanted)))


def _within(metric: Metric, term: Scope | Term) -> Mask:
    """Per series whether it is within the scope, in which a key alone stands for any of its values."""
    match term:
        case Tag(key, None):
            return metric.within(Commas((term,))) | metric.within(Commas((Tag(key, "*"),)))
        case Tag():
            return metric.within(Commas((term,)))
        case Commas(terms) | And(terms):
            return reduce(np.logical_and, (_within(metric, each) for each in terms), np.ones(len(metric), dtype=bool))
        case Or(terms):
            return reduce(np.logical_or, (_within(metric, each) for each in terms))
        case Excluded(inner) | Not(inner):
            return ~_within(metric, inner)
        case In():
            return metric.within(term)
        case Variable():
            raise errors.invalid("filter", f"{term} is a template variable")
