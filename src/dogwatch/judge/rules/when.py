"""The rules of when monitors are evaluated, and over which window."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

WHEN: Final = (
    Rule(
        "frequency",
        "exact",
        "each minute for windows under 24 h, every 10 minutes under 48 h, else every 30",
        "monitors/configuration",
    ),
    Rule(
        "instants",
        "decided",
        "whole multiples of the frequency since 1970; the product spreads its evaluations over the minute",
    ),
    Rule(
        "evaluation-delay",
        "exact",
        "a window ends so many seconds before the evaluation",
        "monitors/configuration",
    ),
    Rule(
        "cumulative-windows",
        "exact",
        "`current_1h` begins at `hour_starts`, `current_1d` at `day_starts`, `current_1mo` on the day"
        " `month_starts`; UTC unless a time zone is given",
        "monitors/configuration",
    ),
    Rule(
        "cumulative-windows-at-their-end",
        "decided",
        "at the moment at which a window begins anew, all of the one before is evaluated",
    ),
    Rule(
        "custom-schedule-runs",
        "exact",
        "only at the instants of the recurrences; each run is independent, and told of whenever it is not OK",
        "monitors/guide/custom_schedules",
    ),
    Rule(
        "custom-schedule-clock",
        "decided",
        "a recurrence goes by the clock of its time zone, from its start on; one without a start begins at midnight",
    ),
    Rule(
        "custom-schedule-options",
        "decided",
        "recovery thresholds, reminders and the delay of new groups do not apply under a schedule",
    ),
    Rule(
        "full-window",
        "exact",
        "the window is cut into parts of 1 min (minutes), 10 min (hours), 1 h (days) or 4 h (months); where"
        " the first is empty, or more than three are, the evaluation is cancelled",
        "monitors/types/metric",
    ),
    Rule(
        "full-window-by-buckets",
        "approximate",
        "a part has data when a bucket that it overlaps has a value of the expression; buckets are those of the query",
    ),
    Rule(
        "full-window-of-others",
        "decided",
        "weeks are cut into hours, and a cumulative window is always taken as full",
    ),
)
