"""Alerts on SLOs: `error_budget("…").over("30d") > 75` and `burn_rate("…")` with its windows."""

from __future__ import annotations

import re

from dogwatch.query.node import set_read
from dogwatch.query.slo_alert import BurnRate, ErrorBudget, SloAlert, TimeFrame

from .comparisons import STEP_OR_COMPARISON, read_comparison
from .reader import Reader
from .steps import Takes, read_steps, read_text

_MEASURED = re.compile(r"\s*+(error_budget|burn_rate)\s*+\(", re.ASCII)
_WORD = re.compile(r"\s*+([A-Za-z_]\w*+)", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_MEASURES = ("error_budget", "burn_rate")
_OVER = {"over": Takes(1, 1, str, '.over("30d")')}
_WINDOWS = {
    "long_window": Takes(1, 1, str, '.long_window("1h")'),
    "short_window": Takes(1, 1, str, '.short_window("5m")'),
}


def begins_slo_alert(text: str) -> bool:
    """Whether the text can only be an alert on an SLO."""
    return _MEASURED.match(text) is not None


def read_slo_alert(reader: Reader) -> SloAlert:
    """The alert that is all of the text, whatever its time frame and windows (see `unsound`)."""
    measure = reader.take(_MEASURED)
    if measure is None:
        word = _WORD.match(reader.text, reader.at)
        if word is not None and word[1] not in _MEASURES:
            otherwise = 'write error_budget("…").over("30d") > 75 or burn_rate("…")…'
            reader.unknown("measure of an SLO", word[1], _MEASURES, word.start(1), otherwise)
        reader.expected('error_budget("…") or burn_rate("…")')
    slo = read_text(reader)
    if slo is None or reader.take(_CLOSE) is None:
        reader.expected("the id of an SLO in quotes" if slo is None else "')'")
    known = {**_OVER, **_WINDOWS} if measure[1] == "burn_rate" else _OVER
    steps = {step.name: step.texts[0] for step in read_steps(reader, known, known)}
    over: TimeFrame = steps["over"]  # type: ignore[assignment]  # `unsound` says when it is none
    measured: BurnRate | ErrorBudget = ErrorBudget(slo[0], over)
    if measure[1] == "burn_rate":
        measured = BurnRate(slo[0], over, steps["long_window"], steps["short_window"])
    set_read(measured, (reader.text, measure.start(1), reader.at))
    reader.skip_space()
    at = reader.at
    comparator, threshold = read_comparison(reader, STEP_OR_COMPARISON)
    if comparator not in (">", ">="):
        reader.fail(f"{measure[1]} is compared by {comparator}", "Datadog takes > and >=", at)
    if threshold is None:
        reader.fail("an SLO has no dynamic threshold", "expected a number", at)
    return SloAlert(measured, comparator, threshold)
