"""What a service check said last, of one group or counted over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from dogwatch.draw.data import Body, Data
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.states import MonitorState
from dogwatch.draw.variables import filled_text
from dogwatch.draw.view import View
from dogwatch.judge import CheckRun

from .heading import heading
from .manage_status import StatesOfMonitors

_WORDS: Final = ("OK", "Warning", "Critical", "Unknown")
# The most severe first.
_ORDER: Final = ("Critical", "Warning", "Unknown", "OK")


def check_status(definition: Body, data: Data, view: View) -> StatesOfMonitors:
    """The figure of a check status: how many groups are in which state, and which.

    Groups are those of `group_by`, each as bad as the worst that it holds, or else each set of tags. Raises NotDrawn
    where the check has not run.
    """
    check = str(definition.get("check") or "")
    wanted = {filled_text(str(tag), view.choices) for tag in definition.get("tags") or ()} - {"*"}
    group = definition.get("group")
    if definition.get("grouping") == "check" and group and group != "*":
        wanted |= set(filled_text(str(group), view.choices).split(","))
    runs = [run for run in data.checks(check) if wanted <= run.tags]
    if not runs:
        raise NotDrawn(f"No status of {check} has come here.")
    rows = _rows(runs, [str(key) for key in definition.get("group_by") or ()])
    counted = Counter(row.state for row in rows)
    counts = tuple([(word, counted[word]) for word in _ORDER if counted[word]])
    return StatesOfMonitors(heading(definition, view), view.now, counts, tuple(rows), 0, True, False, True)


def _rows(runs: Iterable[CheckRun], keys: list[str]) -> list[MonitorState]:
    worst: dict[str, MonitorState] = {}
    for run in runs:
        tags = sorted(tag for tag in run.tags if not keys or tag.partition(":")[0] in keys)
        row = MonitorState(None, ", ".join(tags) or "*", _WORDS[min(run.status, 3)], run.at)
        known = worst.get(row.name)
        if known is None or _severity(row) < _severity(known):
            worst[row.name] = row
    return sorted(worst.values(), key=lambda row: (_severity(row), row.name))


def _severity(row: MonitorState) -> int:
    return _ORDER.index(row.state)
