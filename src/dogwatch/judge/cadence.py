"""At which instants a monitor is evaluated (docs: monitors/configuration, evaluation frequency)."""

from __future__ import annotations

import numpy as np

from .monitor import Monitor
from .options import DAY
from .readings import Ints
from .schedule import scheduled

MINUTE = 60


def cadence(window: int) -> int:
    """The seconds from one evaluation to the next, by the seconds of the window."""
    if window < DAY:
        return MINUTE
    return 10 * MINUTE if window < 2 * DAY else 30 * MINUTE


def due(monitor: Monitor, after: int, until: int) -> Ints:
    """The instants after a second, up to and with another: multiples of the cadence since 1970, or the schedule's."""
    if monitor.options.recurrences:
        return scheduled(monitor.options.recurrences, after, until)
    step = cadence(monitor.subject.window)
    return np.arange(after // step + 1, until // step + 1, dtype=np.int64) * step
