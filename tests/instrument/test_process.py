from __future__ import annotations

import time

from dogwatch.instrument.points import Points
from dogwatch.instrument.process import Process


def test_says_how_many_processors_were_busy_and_how_much_memory_is_resident() -> None:
    process, points = Process(), Points()
    end = time.process_time() + 0.05
    while time.process_time() < end:
        pass
    process.measure(points)

    (busy,) = points.values["feature.process.cpu", ()]
    assert 0 < busy < 1.5
    (memory,) = points.values["feature.process.memory", ()]
    assert 10**6 < memory < 10**11
