"""Features in threads."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from dogwatch.instrument import carry, current_feature, track
from dogwatch.instrument.testing import RecordedMetrics

PATCHED = """
from concurrent.futures import ThreadPoolExecutor
from dogwatch.instrument import carry_in_executors, current_feature, track
carry_in_executors()
carry_in_executors()
with ThreadPoolExecutor(1) as pool:
    with track("checkout"):
        first = pool.submit(current_feature)
    print(first.result(), pool.submit(lambda *, text: text, text=current_feature()).result())
"""


def test_a_plain_thread_knows_nothing_and_a_carried_function_does(recorded_metrics: RecordedMetrics) -> None:
    seen: list[str | None] = []

    def look() -> None:
        seen.append(current_feature())

    with track("checkout"):
        for target in (look, carry(look)):
            thread = threading.Thread(target=target)
            thread.start()
            thread.join()
    assert seen == [None, "checkout"]


def test_one_carried_function_runs_in_many_threads_at_once(recorded_metrics: RecordedMetrics) -> None:
    together = threading.Barrier(4)

    def look(number: int) -> tuple[int, str | None]:
        together.wait(10)
        return number, current_feature()

    with ThreadPoolExecutor(4) as pool, track("checkout"):
        assert list(pool.map(carry(look), range(4))) == [(number, "checkout") for number in range(4)]


def test_executors_carry_on_request() -> None:
    ended = subprocess.run([sys.executable, "-c", PATCHED], capture_output=True, text=True, timeout=30, check=True)
    assert ended.stdout == "checkout None\n"
