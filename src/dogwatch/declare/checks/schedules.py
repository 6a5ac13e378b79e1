"""Monitors that are evaluated at times of their own."""

from __future__ import annotations

from collections.abc import Mapping

from dogwatch.declare.checks.finding import Seen, Watched


def schedule_without_missing_data(watched: Watched) -> Seen:
    """A metric monitor with a schedule has to say what no data means then (docs: monitors, custom schedules)."""
    scheduling = watched.options.get("scheduling_options")
    if not isinstance(scheduling, Mapping) or not scheduling.get("custom_schedule") or watched.metric is None:
        return
    if not watched.options.get("on_missing_data"):
        seen = "it has a custom_schedule, and nothing says what no data means"
        yield "options", seen, "write options={'on_missing_data': 'show_no_data', ...}, or another of its values"
