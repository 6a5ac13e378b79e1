"""How well a promise is kept, measured from the series."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dogwatch.draw.data import Body, Data
from dogwatch.draw.remark import UNREADABLE, NotDrawn, remark
from dogwatch.draw.slo_query import account, known, target
from dogwatch.draw.spans import seconds, window
from dogwatch.draw.view import View
from dogwatch.judge import Account, Monitors, Slices, Standing, Threshold

from .heading import Heading, heading


@dataclass(frozen=True)
class Window:
    """One time window: the SLI and the target in per cent, and which share of the budget is left, also in per cent.

    `sli` is None where nothing was measured. `good` of `total` are events, or slices of time, from the second `since`
    on; `counted` says which.
    """

    name: str
    since: int
    target: float | None
    sli: float | None
    left: float | None
    good: float | None = None
    total: float | None = None
    counted: str = "events"


@dataclass(frozen=True)
class SloStatus:
    """`state` is ok, warning, breached or no_data, by the first window."""

    heading: Heading
    name: str
    state: str
    windows: tuple[Window, ...]
    shows_budget: bool
    remarks: tuple[str, ...]


def slo(definition: Body, data: Data, view: View) -> SloStatus:
    """The figure of an SLO widget. An SLO on monitors is not measured, and says so by its name."""
    id = str(definition.get("slo_id") or "")
    body = known(id, data)
    name = str(body.get("name") or id)
    measured = account(id, data)
    windows, remarks = [], []
    for window_name in _names(definition, body):
        try:
            windows.append(_window(window_name, definition, body, measured, view))
        except UNREADABLE as error:
            remarks.append(remark(name, error))
    return SloStatus(
        heading(definition, view),
        name,
        _state(windows, body),
        tuple(windows),
        definition.get("show_error_budget") is not False,
        tuple(dict.fromkeys(remarks)),
    )


def promise(id: str, data: Data, now: int) -> SloStatus:
    """How well an SLO is kept over each of its time windows, which end at the second `now`; none of one that is not
    measured, with the reason. Raises NotDrawn for one that is not known.
    """
    name = str(known(id, data).get("name") or id)
    try:
        return slo({"type": "slo", "slo_id": id}, data, View(now - 3600, now, now, {}))
    except UNREADABLE as error:
        return SloStatus(Heading("", "slo"), name, "no_data", (), False, (remark(name, error),))


def _names(definition: Body, body: Body) -> list[str]:
    wanted = definition.get("time_windows")
    if isinstance(wanted, list) and wanted:
        return [str(each) for each in wanted]
    return [str(each.get("timeframe")) for each in body.get("thresholds") or () if isinstance(each, Mapping)]


def _window(name: str, definition: Body, body: Body, measured: Account, view: View) -> Window:
    begin, end = _span(name, view)
    wanted = _target(name, definition, body)
    threshold = Threshold(name, 0 if wanted is None or wanted >= 100 else wanted)
    standing = measured.over(threshold, begin, end)
    if math.isnan(standing.sli):
        return Window(name, begin, wanted, None, None)
    left = standing.remaining if threshold.target else None
    good, total, counted = _counted(standing, measured)
    return Window(name, begin, wanted, standing.sli, left, good, total, counted)


def _counted(standing: Standing, measured: Account) -> tuple[float, float, str]:
    """How much was good of how much, and what was counted: events, slices of time, or minutes of monitors."""
    indicator, good, total = measured.objective.indicator, standing.good, standing.total
    if isinstance(indicator, Slices):
        seconds = indicator.seconds
        return good / seconds, total / seconds, f"slices of {seconds // 60} min"
    return (good / 60, total / 60, "minutes") if isinstance(indicator, Monitors) else (good, total, "events")


def _span(name: str, view: View) -> tuple[int, int]:
    """A window ends now, that of the page where the page does."""
    if name == "global_time":
        return view.begin, view.end
    length = seconds(name)
    if length is not None:
        return view.now - length, view.now
    found = window({"live_span": name}, view.now)
    if found is None:
        raise NotDrawn(f"the time window {name} is not drawn here")
    return found


def _target(name: str, definition: Body, body: Body) -> float | None:
    own: Any = definition.get("global_time_target")
    if name == "global_time" and own not in (None, "", "0"):
        return float(own)
    return target(body, name)


def _state(windows: list[Window], body: Body) -> str:
    first = next(iter(windows), None)
    if first is None or first.sli is None or first.target is None:
        return "no_data"
    if first.sli < first.target:
        return "breached"
    thresholds = body.get("thresholds") or ()
    warning = next((each.get("warning") for each in thresholds if each.get("timeframe") == first.name), None)
    return "warning" if warning is not None and first.sli < float(warning) else "ok"
