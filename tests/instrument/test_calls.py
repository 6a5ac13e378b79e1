from __future__ import annotations

import threading

from dogwatch.instrument import calls as module
from dogwatch.instrument.calls import Calls, cut
from dogwatch.instrument.ending import Ending
from dogwatch.instrument.recording import Recording
from dogwatch.instrument.settings import read_settings
from dogwatch.instrument.track import Track


def test_nothing_is_lost_or_taken_twice_between_two_flushes() -> None:
    calls = Calls("checkout")
    call = Track(Ending(calls))(lambda: None)
    workers = [threading.Thread(target=lambda: [call() for _ in range(20_000)]) for _ in range(4)]
    for worker in workers:
        worker.start()
    taken = 0
    while any(worker.is_alive() for worker in workers):
        taken += len(calls.take().durations)
    last = calls.take()

    assert taken + len(last.durations) == 80_000
    assert last.in_flight == 0


def test_when_nobody_flushes_the_older_half_goes_and_is_counted() -> None:
    calls = Calls("checkout")
    call = Track(Ending(calls))(lambda: None)
    for _ in range(module.PENDING * 2):
        call()
    taken = calls.take()

    assert len(taken.durations) <= module.PENDING + 16
    assert (len(taken.durations) + taken.lost, taken.in_flight) == (module.PENDING * 2, 0)


def test_a_forked_child_knows_nothing_of_the_calls_before() -> None:
    calls = Calls("checkout")
    call = Track(Ending(calls))(lambda: None)
    call()
    before = Track(Ending(calls))
    with before:
        calls.forget()
    call()

    assert (len(calls.take().durations), calls.take().in_flight) == (2, 0)
    with before:
        assert calls.take().in_flight == 1


def test_cutting_leaves_an_empty_list() -> None:
    entries = [1, 2]

    assert (cut(entries), entries) == ([1, 2], [])


def test_too_many_features_are_one() -> None:
    recording = Recording(read_settings({}))
    for number in range(1100):
        recording.calls(f"feature-{number}", None)

    assert recording.calls("one-more", 0.4).feature == "other"
    assert recording.calls("feature-3", None).feature == "feature-3"
