"""The promises that a search finds, and how well each is kept."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.draw.asked import bodies
from dogwatch.draw.data import Body, Data
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.slo_search import finding_slos
from dogwatch.draw.variables import filled_search
from dogwatch.draw.view import View

from .heading import Heading, heading
from .slo import SloStatus, promise

# As many as the widget may show (openapi-v1, SLOListWidgetQuery).
_USUAL: Final = 100
_STATES: Final = ("breached", "warning", "ok", "no_data")
_SLI: Final = "status.sli"


@dataclass(frozen=True)
class SloList:
    """`rows` are promises over their own time windows, `left_out` how many there would be beyond the last."""

    heading: Heading
    rows: tuple[SloStatus, ...]
    left_out: int


def slo_list(definition: Body, data: Data, view: View) -> SloList:
    """The figure of an SLO list: by SLI where it says so, else the broken promises first (decided)."""
    asked = _asked(definition)
    finds = finding_slos(filled_search(str(asked.get("query_string") or ""), view.choices, everything="*"))
    rows = _sorted([promise(id, data, view.now) for id, body in data.slos() if finds(body)], asked.get("sort"))
    limit = asked.get("limit")
    most = limit if isinstance(limit, int) and limit > 0 else _USUAL
    return SloList(heading(definition, view), tuple(rows[:most]), max(0, len(rows) - most))


def _asked(definition: Body) -> Body:
    for request in bodies(definition.get("requests")):
        if isinstance(query := request.get("query"), Mapping):
            return query
    raise NotDrawn("an SLO list without a search is not drawn")


def _sorted(rows: Iterable[SloStatus], sort: Any) -> list[SloStatus]:
    """Datadog sorts by one column; those of which nothing is known are the last."""
    by_name = sorted(rows, key=lambda each: (_STATES.index(each.state), each.name.casefold()))
    wanted = next(iter(bodies(sort)), None)
    if wanted is None:
        return by_name
    if wanted.get("column") != _SLI:
        raise NotDrawn(f"the order by {wanted.get('column')} is not drawn here: only by {_SLI}")
    sign = -1 if wanted.get("order") == "desc" else 1
    return sorted(by_name, key=lambda each: _measured(each, sign))


def _measured(row: SloStatus, sign: int) -> float:
    sli = next((window.sli for window in row.windows), None)
    return math.inf if sli is None else sign * sli
