"""Limits of signals against each other, before they become monitors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dogwatch.declare.checks.finding import Finding, Seen, found_in_signal
from dogwatch.declare.feature import Feature
from dogwatch.declare.signals import Latency
from dogwatch.values import Duration


def findings_in_signals(features: Iterable[Feature]) -> Iterator[Finding]:
    """What the checks see in the signals of sound features."""
    for feature in features:
        for signal in feature.signals_of(Latency):
            for seen in percentiles_out_of_order(signal):
                yield found_in_signal("percentiles-out-of-order", feature, signal, seen)


def percentiles_out_of_order(signal: Latency) -> Seen:
    """Of the calls of a window the lower percentile is never above the higher one."""
    alerts = [(name, limit.critical) for name, limit in signal.limits]
    warnings = [(name, limit.warn) for name, limit in signal.limits if limit.warn]
    yield from _out_of_order(alerts, "alerts")
    yield from _out_of_order(warnings, "warns")


def _out_of_order(limits: Iterable[tuple[str, Duration]], does: str) -> Seen:
    for (lower, first), (higher, second) in pairwise(limits):
        if first > second:
            seen = f"it {does} at {first}, and {higher} is never below {lower} and {does} at {second} already"
            yield lower, seen, f"write a {lower} of up to {second}, or a higher {higher}"
