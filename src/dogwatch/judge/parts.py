"""What a composite's message knows of the monitors that it is made of: `{{a.value}}`, `{{a.status}}`.

docs: monitors/notify/variables, composite monitor variables.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .history import History
from .monitor import Monitor
from .readings import Group, States
from .status import Status
from .transition import Notice


def parts_of(monitor: Monitor, notice: Notice, states: States) -> dict[str, dict[str, Any]]:
    """Value and status of each part of a composite at the time of a notice, by the letters of its query.

    A part that is grouped less finely is that of the group around it; of one that is grouped otherwise nothing is
    known.
    """
    found: dict[str, dict[str, Any]] = {}
    for place, id in enumerate(monitor.subject.needs):
        known = _known(states.history(id), notice.transition.group, notice.at)
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
