"""Why an expectation was not met, as far as the values say, and what to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dogwatch.judge import Judging, Limits, Status
from dogwatch.query import plain

from .expectation import Expectation
from .trace import Trace, traces
from .watched import Watching


def hints(expected: Expectation, watching: Watching, judging: Judging) -> Iterator[str]:
    """Sentences, none where the picture says all there is to say."""
    history = judging.history(expected.monitor.id)
    found = [trace for trace in traces(history, expected.begin, expected.end) if expected.is_meant(trace.group)]
    if not found:
        yield _absent(expected)
    elif expected.status is Status.OK:
        yield _recovery(found)
    elif found[0].states[0] is expected.status:
        yield "it was so already when this run began; expect it of the run in which it came"
    elif expected.monitor.body["type"] == "composite":
        yield from _parts(expected, watching, judging)
    elif expected.status is Status.WARN and found[0].worst is Status.ALERT:
        yield "it went to Alert without a Warn on the way: expect status='alert'"
    elif history.monitor.subject.limits is not None:
        yield from _distance(expected, found, history.monitor.subject.limits)


def _absent(expected: Expectation) -> str:
    return (
        "no group of it has reported"
        if expected.group is None
        else f"it has no group {expected.group!r}; the picture shows those that it has"
    )


def _recovery(found: Sequence[Trace]) -> str:
    """Why nothing came back: it was never away, or is still."""
    worst = found[0]
    if not worst.worst.is_trouble:
        return "it was well all through this run; expect the recovery of the run in which it came, after an alert"
    return f"it was in {worst.states[-1].word} at the end"


def _parts(expected: Expectation, watching: Watching, judging: Judging) -> Iterator[str]:
    """Which parts of a composite keep it silent: those that did not alert, and those asked for with a `!` that did."""
    query = expected.monitor.body["query"]
    for id in judging.monitors[expected.monitor.id].subject.needs:
        part = watching.monitors[id]
        found = traces(judging.history(id), expected.begin, expected.end)
        worst = max((trace.worst for trace in found), default=Status.ABSENT)
        if f"!{id}" in query and worst.is_trouble:
            yield f"{part.name} came to {worst.word}, and while it does {expected.monitor.name} is silent"
        elif f"!{id}" not in query and not worst.is_trouble:
            yield f"its part {part.name} did not alert"
            limits = judging.history(id).monitor.subject.limits
            if limits is not None and found:
                yield from _distance(expected, found, limits)


def _distance(expected: Expectation, found: Sequence[Trace], limits: Limits) -> Iterator[str]:
    """How near the values came to the limit."""
    limit = limits.warning if expected.status is Status.WARN else limits.critical
    values = np.concatenate([trace.values[np.isfinite(trace.values)] for trace in found])
    if expected.status is Status.WARN and limits.warning is None:
        yield "it has no warning threshold: expect status='alert'"
    elif expected.status not in (Status.WARN, Status.ALERT) or limit is None:
        return
    elif not len(values):
        yield "nothing that it reads was written: look at the metric and the tags of its query"
    else:
        is_upper = limits.comparator in (">", ">=")
        nearest = float(values.max() if is_upper else values.min())
        word = "at most" if is_upper else "at least"
        value = plain(float(f"{nearest:.4g}"))
        yield f"its value was {word} {value}, and the limit is {limits.comparator} {plain(limit)}"
