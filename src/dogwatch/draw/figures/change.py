"""Groups now beside the same groups earlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from dogwatch.draw.asked import Asked, reading
from dogwatch.draw.data import Body, Data
from dogwatch.draw.groups import called, valued
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.units import Unit
from dogwatch.draw.view import View
from dogwatch.measure import Values

from .heading import Heading, heading

_EARLIER: Final = {"hour_before": 3600, "day_before": 86400, "week_before": 7 * 86400, "month_before": 28 * 86400}
_MOST: Final = 50


@dataclass(frozen=True)
class Row:
    """`difference` is in the unit of the values, `share` in per cent; None where there was nothing to compare with."""

    name: str
    now: float
    before: float | None
    difference: float | None
    share: float | None


@dataclass(frozen=True)
class Change:
    """`is_relative` says that shares are what it is about; `against` what is compared with."""

    heading: Heading
    rows: tuple[Row, ...]
    unit: Unit
    is_relative: bool
    increase_is_good: bool
    shows_present: bool
    against: str
    remarks: tuple[str, ...]


def change(definition: Body, data: Data, view: View) -> Change:
    """The figure of a change widget: of formulas the last against the first, of a `q` now against `compare_to`."""
    read = reading(definition.get("requests"), data, view)
    if not read.asked:
        raise NotDrawn(next(iter(read.remarks), "it asks for nothing"))
    asked = read.asked[-1]
    request = asked.request
    now, before, against = _both(read.asked, view)
    earlier = valued(before)
    rows = [
        _row(called(now.keys, group) or asked.name, value, earlier.get(group)) for group, value in valued(now).items()
    ]
    return Change(
        heading(definition, view),
        tuple(_sorted(rows, request)[:_MOST]),
        asked.unit,
        request.get("change_type") == "relative",
        bool(request.get("increase_good")),
        request.get("show_present") is not False,
        against,
        read.remarks,
    )


def _both(asked: tuple[Asked, ...], view: View) -> tuple[Values, Values, str]:
    last = asked[-1]
    if len(asked) > 1:
        text = str(asked[0].formula.get("formula", ""))
        against = next((name for name in _EARLIER if name in text), "earlier")
        return last.scalar(view), asked[0].scalar(view), against.replace("_", " ")
    against = str(last.request.get("compare_to") or "hour_before")
    shift = _EARLIER.get(against)
    if shift is None:
        raise NotDrawn(f"a comparison with {against} is not drawn here")
    then = last.plan.scalar(view.begin - shift, view.end - shift, last.aggregators)
    return last.scalar(view), then, against.replace("_", " ")


def _row(name: str, now: float, before: float | None) -> Row:
    if before is None:
        return Row(name, now, None, None, None)
    share = None if before == 0 else 100 * (now - before) / abs(before)
    return Row(name, now, before, now - before, share)


def _sorted(rows: list[Row], request: Mapping[str, object]) -> list[Row]:
    """By change unless told otherwise; what has none comes last."""

    def key(row: Row) -> float | str:
        match request.get("order_by"):
            case "name":
                return row.name
            case "present":
                return row.now
            case "past":
                return -np.inf if row.before is None else row.before
            case _:
                found = row.share if request.get("change_type") == "relative" else row.difference
                return -np.inf if found is None else found

    return sorted(rows, key=key, reverse=request.get("order_dir") != "asc")
