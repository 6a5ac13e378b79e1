"""What is wrong with what a monitor says about missing data: two ways of saying it, or one that its type has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.declare.monitor import Monitor

# The older way; an alternative to on_missing_data (docs: monitors, configuration).
_OLDER = ("notify_no_data", "no_data_timeframe")


def absence_mistakes(monitor: Monitor) -> Iterator[tuple[str, str]]:
    """What was seen in its options and what to write instead; its options are a mapping."""
    options: Mapping[str, Any] = monitor.options
    said = options.get("on_missing_data")
    if said is None:
        return
    for older in _OLDER:
        if options.get(older):
            seen = f"on_missing_data and {older} both say what no data means, of which Datadog takes one"
            yield seen, f"leave {older} out, or on_missing_data"
    if said == "resolve" and options.get("timeout_h"):
        yield "no data ends the alert at once, so timeout_h waits for nothing", "leave timeout_h out"
    if monitor.type == "composite":
        yield "a composite has no on_missing_data", "leave it out here, and say it in the monitors that it asks"
