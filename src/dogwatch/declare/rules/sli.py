"""What is wrong with a promised share and with what it is measured by, in objectives and in SLOs written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dogwatch.declare import rules
from dogwatch.declare.rules.declaration import environment_mistakes
from dogwatch.declare.rules.query import unreadable_expression
from dogwatch.declare.sli import SLICES, Events, Limits, Slices
from dogwatch.declare.slo import TIME_FRAMES, percentage
from dogwatch.declare.wrong import Wrong
from dogwatch.query import AS_COUNT, Expr, MetricQuery, metric_queries
from dogwatch.values import Duration, Percent

# (argument, (what was seen, what to write instead))
Said = Iterator[tuple[str, tuple[str, str]]]


def promise_mistakes(target: object, over: object, warn: object) -> Said:
    """A target that leaves a budget, a time frame that Datadog has, a warning above the target."""
    for argument, value in (("target", target), ("over", over), ("warn", warn)):
        yield from _unread(argument, value)
    if isinstance(over, Duration) and over.seconds not in TIME_FRAMES:
        yield "over", (f"no SLO has the time frame {over}", f"write one of {', '.join(TIME_FRAMES.values())}")
    for argument, share in (("target", target), ("warn", warn)):
        if isinstance(share, Percent):
            yield from ((argument, said) for said in _share(share))
    if isinstance(target, Percent) and isinstance(warn, Percent) and warn <= target:
        yield "warn", (f"it warns at {warn} and promises {target}", f"write a warn above {target}")


def events_mistakes(events: Events, *, is_limited: bool = False) -> Said:
    """Two queries that count events, of an environment each."""
    for argument, query in (("good", events.good), ("total", events.total)):
        if not isinstance(query, Expr | str):
            remedy = "write a count without a window, as in checkout.metrics.hits.sum().as_count()"
            yield argument, (f"{str(query)!r} is no query of events", remedy)
            continue
        unreadable = list(unreadable_expression(query)) if isinstance(query, str) else []
        yield from ((argument, said) for said in unreadable or environment_mistakes(query, is_limited=is_limited))
        if not unreadable and not _counts(query):
            remedy = "write .sum().as_count() behind each metric"
            yield argument, (f"{str(query)!r} does not count events, which an SLO adds up", remedy)


def slices_mistakes(slices: Slices, *, is_limited: bool = False) -> Said:
    """A query of an environment, compared with a number, in slices that Datadog knows."""
    if not isinstance(slices.query, Expr | str):
        remedy = "write it without a window and a comparison, as in checkout.metrics.duration.p95()"
        yield "query", (f"{str(slices.query)!r} is no query of a time slice", remedy)
    else:
        unreadable = list(unreadable_expression(slices.query)) if isinstance(slices.query, str) else []
        said = unreadable or environment_mistakes(slices.query, is_limited=is_limited)
        yield from (("query", each) for each in said)
    if slices.comparator not in get_args(Limits):
        yield "comparator", (f"{slices.comparator!r} does not compare", f"write one of {', '.join(get_args(Limits))}")
    if isinstance(slices.threshold, bool) or not isinstance(slices.threshold, int | float):
        remedy = "write it in the unit of the metric, as in 0.4"
        yield "threshold", (f"{slices.threshold!r} is no number", remedy)
    yield from _unread("slice", slices.slice)
    if isinstance(slices.slice, Duration) and slices.slice.seconds not in SLICES:
        yield "slice", (f"Datadog has no slices of {slices.slice}", "write '1m' or '5m'")


def _unread(argument: str, value: object) -> Said:
    if isinstance(value, Wrong):
        yield from ((argument, rules.halves(sentence)) for sentence in value.sentences)


def _share(share: Percent) -> Iterator[tuple[str, str]]:
    """Datadog refuses a target of 100%, which leaves no budget, and stores three decimals (docs: SLO)."""
    if not 0 < share.fraction < 1:
        yield f"{share} leaves no error budget to spend", "write a share above 0% and below 100%, as in '99.9%'"
    elif Percent.parse(f"{percentage(share):.3f}%") != share:
        yield f"{share} has more than three decimals", f"write '{int(share.fraction * 100_000) / 1000:.3f}%'"


def _counts(query: Expr | str) -> bool:
    if isinstance(query, str):
        return str(AS_COUNT) in query
    return all(_is_a_count(each) for each in metric_queries(query.tree))


def _is_a_count(query: MetricQuery) -> bool:
    aggregator = query.aggregator or ""
    return AS_COUNT in query.modifiers and (aggregator == "sum" or aggregator.startswith("count"))
