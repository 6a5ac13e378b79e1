"""The rules of metric monitors."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

METRIC: Final = (
    Rule("dynamic-thresholds", "refused", "thresholds that are queries"),
    Rule("formula-over-variables", "refused", "metric monitors whose formula names `options.variables`"),
    Rule("forecasts", "refused", "windows ahead, `next_1w`: `forecast` decides there"),
    Rule("custom-schedule", "refused", "recurrences that are no rule of a day or longer"),
    Rule("other-monitors", "refused", "monitors of a type that nothing here evaluates"),
)
