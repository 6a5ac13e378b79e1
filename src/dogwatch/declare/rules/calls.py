"""What is wrong with signals of calls beside their limits: groups, the least number of calls, what is compared."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.limit import Threshold
from dogwatch.declare.signals import CallSignal, Errors, Latency
from dogwatch.names import normalized_tag

Said = Iterator[tuple[str, tuple[str, str]]]

# All calls of a feature in an environment have the same.
_OF_ALL = frozenset({"env", "service", "feature"})
# Twice the half of all calls is all of them.
_HALF = 0.5


def call_mistakes(signal: CallSignal) -> Said:
    """Per argument, what was seen and what to write instead."""
    for key in signal.by:
        yield from (("by", wrong) for wrong in _key(key, signal))
    yield from _notified(signal)
    if isinstance(signal, Latency | Errors):
        yield from _least(signal.least)
    if isinstance(signal, Errors) and signal.compare is not None:
        yield from (("compare", wrong) for wrong in _compared(signal, signal.compare))


def _key(key: object, signal: CallSignal) -> Iterator[tuple[str, str]]:
    """A tag key by which calls differ; failures and successes are what a share of errors is made of."""
    if not isinstance(key, str) or not key or ":" in key or normalized_tag(key) != key:
        yield f"{key!r} is no tag key", "write the key alone, in lower case, as in 'region'"
    elif key in _OF_ALL:
        yield f"all calls of the feature have the same {key}", "write a key by which they differ, as in 'region'"
    elif key == "outcome" and isinstance(signal, Errors):
        yield "outcome tells failed calls from the others", "write a key by which either may fail, as in 'region'"


def _notified(signal: CallSignal) -> Said:
    notify_by = signal.notify_by
    if not notify_by:
        return
    strange = [key for key in notify_by if key not in signal.by]
    if not signal.by:
        yield "notify_by", ("there are no groups", 'write by= as well, as in by=["region"], or leave it out')
    elif strange and notify_by != ("*",):
        known = " and ".join(map(repr, signal.by))
        yield "notify_by", (f"{strange[0]!r} is none of the groups", f"write some of {known}, or '*' for one message")
    elif isinstance(signal, Latency | Errors) and signal.least not in (0, 1):
        seen = "with a least number of calls the monitor is a composite, which sends a message for each group"
        yield "notify_by", (seen, "leave it out, or write least=0")


def _least(least: object) -> Said:
    if least is not None and (isinstance(least, bool) or not isinstance(least, int) or least < 0):
        yield "least", (f"{least!r} is no number of calls", "write a whole number, or 0 to judge every call")


def _compared(signal: Errors, key: str) -> Iterator[tuple[str, str]]:
    yield from _key(key, signal)
    if key in signal.by:
        yield f"{key!r} is one of the groups already", "leave it out of by=, or leave compare= out"
    if isinstance(signal.rate, Threshold) and signal.rate.critical.fraction >= _HALF:
        seen = f"twice {signal.rate.critical} of the calls of a group may fail, which is everything"
        yield seen, "write a rate below '50%', or leave compare= out"
