"""The limits of a feature's signals, as a table."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dogwatch.declare import Engagement, Feature, Signal, Threshold
from dogwatch.report.pages.markup import table, text

_COLUMNS = ("Signal", "Limit", "Warns at", "Window", "Why")
_WORDS = {
    "Latency": "response time, {}",
    "Errors rate": "share of calls that fail, at most",
    "Traffic min": "calls, at least",
    "Traffic max": "calls, at most",
    "Resources cpu": "processor time of a call, p95",
    "Resources memory": "memory of a process, at most",
}


def limits(feature: Feature) -> Iterator[str]:
    """A row per limit: what is measured, from where on somebody is told, over which window, and why if that is said."""
    rows = [[*row, text(signal.why) or "–"] for signal in feature.signals for row in _rows(signal)]
    columns = _COLUMNS if any(signal.why for signal in feature.signals) else _COLUMNS[:-1]
    yield from table(columns, (row[: len(columns)] for row in rows))


def _rows(signal: Signal) -> Iterator[list[str]]:
    kind = type(signal).__name__
    for field in attrs.fields(type(signal)):
        value = getattr(signal, field.name)
        if isinstance(value, Threshold):
            words = _WORDS.get(f"{kind} {field.name}") or _WORDS.get(kind) or f"{kind} {{}}"
            warn = "–" if value.warn is None else str(value.warn)
            yield list(map(text, (words.format(field.name), value.critical, warn, signal.over)))
    if isinstance(signal, Engagement):
        yield from _engaged(signal)


def _engaged(signal: Engagement) -> Iterator[list[str]]:
    actions = ", ".join(map(text, signal.actions))
    if signal.drop is not None:
        words = f"{signal.drop} fewer than {signal.against} before, where there were more than {signal.least}"
        yield [f"what people do: {actions}", text(words), "–", text(signal.over)]
    if signal.band is not None:
        words = f"{signal.band} deviations below what the past weeks predict"
        yield [f"what people do: {actions}", text(words), "–", text(signal.over)]
