"""The history of a monitor before it was judged, for SLOs of it (docs: service_level_objectives/monitor)."""

from __future__ import annotations

from typing import Final

from dogwatch.judge.history import History
from dogwatch.judge.judging import Judging
from dogwatch.judge.metric import TYPES
from dogwatch.judge.monitor import Monitor
from dogwatch.judge.options import DAY
from dogwatch.measure import Store

# As far back as a store has minutes.
REACH: Final = 8 * DAY


def replayed(store: Store, monitor: Monitor, until: int) -> History | None:
    """What a monitor on metrics would have come to, up to and with a second; None for any other."""
    if monitor.body["type"] not in TYPES:
        return None
    judging = Judging(store, {monitor.id: monitor.body}, now=until - REACH)
    judging.run(until)
    return judging.history(monitor.id)
