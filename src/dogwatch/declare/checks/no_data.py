"""What missing data means, said once."""

from __future__ import annotations

from dogwatch.declare.checks.finding import Seen, Watched

# The older way; an alternative to on_missing_data (docs: monitors, configuration).
_OLDER = ("notify_no_data", "no_data_timeframe")


def no_data_said_twice(watched: Watched) -> Seen:
    """Two ways of saying it, or one that the type of monitor has not."""
    options = watched.options
    said = options.get("on_missing_data")
    if said is None:
        return
    for older in _OLDER:
        if options.get(older):
            seen = f"on_missing_data and {older} both say what no data means, of which Datadog takes one"
            yield "options", seen, f"leave {older} out, or on_missing_data"
    if said == "resolve" and options.get("timeout_h"):
        yield "options", "no data ends the alert at once, so timeout_h waits for nothing", "leave timeout_h out"
    if watched.monitor.type == "composite":
        seen = "a composite has no on_missing_data"
        yield "options", seen, "leave it out here, and say it in the monitors that it asks"
