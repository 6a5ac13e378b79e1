"""What a composite's message knows of the monitors that it is made of: `{{a.value}}`, `{{a.status}}`.

docs: monitors/notify/variables, composite monitor variables.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dogwatch.judge.composite import TYPE
from dogwatch.judge.history import History
from dogwatch.judge.judging import Judging
from dogwatch.judge.readings import Group
from dogwatch.judge.status import Status
from dogwatch.judge.transition import Notice


def parts_of(judging: Judging, notice: Notice) -> dict[str, dict[str, Any]]:
    """Value and status of each part at the time of a notice, by the letters of the query; nothing for other monitors.

    A part that is grouped less finely is that of the group around it; of one that is grouped otherwise nothing is
    known.
    """
    found: dict[str, dict[str, Any]] = {}
    monitor = judging.monitors[notice.monitor]
    if monitor.body["type"] != TYPE:
        return found
    for place, id in enumerate(monitor.subject.needs):
        known = _known(judging.history(id), notice.transition.group, notice.at)
        if known:
            found[chr(ord("a") + place)] = known
    return found


def _known(history: History, group: Group, at: int) -> dict[str, Any]:
    for verdicts, states in reversed(history.batches):
        column = int(np.searchsorted(verdicts.instants, at, side="right")) - 1
        if column < 0:
            continue
        for place, other in enumerate(verdicts.groups):
            if set(other) <= set(group):
                value = float(verdicts.values[place, column])
                status = {"status": Status(states[place, column]).word}
                return status if value != value else {"value": value, **status}
    return {}
