"""What somebody heard, written as lines of DogStatsD."""

from __future__ import annotations

from collections.abc import Iterable

from dogwatch.diagnosis import Finding, Heard, Listened

FROM_SHOP = "env:prod,service:shop-api,version:1"


def heard(*lines: str, ticks: Iterable[float] = ()) -> Heard:
    """A line is `NAME:VALUE|TYPE|#TAGS`; the clock shows `ticks` as they come, else always 0."""
    clock = iter(ticks)
    listener = Heard(lambda: next(clock, 0.0))
    for line in lines:
        head, type, tags = line.split("|")
        name, *values = head.split(":")
        numbers = [1.0] if type == "s" else [float(value) for value in values]
        listener.metric(name, type, frozenset(tags.removeprefix("#").split(",")) - {""}, numbers)
    return listener


def listened(*lines: str, env: str | None = None, ticks: Iterable[float] = ()) -> Listened:
    return Listened(heard(*lines, ticks=ticks), 30.0, 8125, 8126, env, frozenset({"cart", "search"}))


def states(findings: Iterable[Finding]) -> dict[str, str]:
    return {finding.what: finding.state for finding in findings}


def one(findings: Iterable[Finding], what: str) -> Finding:
    """The only finding about a thing."""
    (found,) = [finding for finding in findings if finding.what == what]
    return found
