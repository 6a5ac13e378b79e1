"""What is not judged, and the error that says so."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

REFUSED: Final = (
    Rule("dynamic-thresholds", "refused", "thresholds that are queries"),
    Rule("formula-over-variables", "refused", "metric monitors whose formula names `options.variables`"),
    Rule("windows-ahead", "refused", "windows such as `next_1w`, where a forecast decides"),
    Rule(
        "custom-schedule",
        "refused",
        "recurrences that are no rule of a day or longer, or say how long they last",
        "monitors/guide/custom_schedules",
    ),
    Rule("other-options", "refused", "options of other types than Datadog's API describes"),
    Rule("other-queries", "refused", "queries that cannot be read"),
    Rule("other-monitors", "refused", "monitors of a type that nothing here evaluates"),
)
