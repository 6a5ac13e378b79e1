"""Threads to read with."""

from __future__ import annotations

import subprocess
import sys
from threading import Barrier, Event, active_count

import pytest

from dogwatch.client.readers import Readers

ENDS = """
import time
from dogwatch.client.readers import Readers
Readers(2).submit(time.sleep, 60)
print("ended")
"""


def test_tasks_are_done_side_by_side_and_give_their_results() -> None:
    together = Barrier(3)
    with Readers(3) as readers:
        assert sorted(readers.map(lambda number: (number, together.wait(10) >= 0), range(3))) == [
            (number, True) for number in range(3)
        ]


def test_there_are_never_more_threads_than_were_allowed_nor_more_than_are_needed() -> None:
    before = active_count()
    with Readers(4) as readers:
        readers.submit(str).result()
        readers.submit(str).result()
        assert active_count() - before <= 2
        assert len(list(readers.map(str, range(100)))) == 100
        assert active_count() - before <= 4


def test_all_threads_work_again_after_a_queue_was_worked_off() -> None:
    together = Barrier(4)
    with Readers(4) as readers:
        list(readers.map(str, range(100)))
        assert len(list(readers.map(lambda _: together.wait(10), range(4)))) == 4


def test_what_goes_wrong_is_told_to_whoever_asks_for_the_result() -> None:
    with Readers(1) as readers, pytest.raises(ZeroDivisionError):
        readers.submit(lambda: 1 // 0).result()


def test_what_has_not_begun_can_be_cancelled_and_nothing_is_taken_any_more() -> None:
    begun, go_on = Event(), Event()
    readers = Readers(1)
    first = readers.submit(lambda: begun.set() or go_on.wait(10))
    second = readers.submit(str)
    assert begun.wait(10)
    readers.shutdown(wait=False, cancel_futures=True)
    go_on.set()
    assert first.result() is True
    assert second.cancelled()
    with pytest.raises(RuntimeError, match="shut down"):
        readers.submit(str)


def test_a_process_that_wants_to_end_waits_for_none_of_them() -> None:
    ended = subprocess.run([sys.executable, "-c", ENDS], capture_output=True, text=True, timeout=20, check=True)
    assert (ended.stdout, ended.stderr) == ("ended\n", "")
