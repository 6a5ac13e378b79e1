from __future__ import annotations

from dogwatch.instrument import recording as module
from dogwatch.instrument.ending import Ending
from dogwatch.instrument.recording import Recording
from dogwatch.instrument.settings import read_settings
from dogwatch.instrument.track import Track


def recording() -> Recording:
    return Recording(read_settings({"DOGWATCH_USER_KEY": "k"}))


def test_a_quiet_feature_has_a_zero_with_the_beat_only() -> None:
    known = recording()
    known.calls("checkout", None)

    assert not known.take(beat=False).counts
    assert known.take(beat=True).counts == {("feature.hits", ("feature:checkout", "outcome:ok")): 0}


def test_a_feature_has_one_place_and_another_bound_another() -> None:
    known = recording()

    assert known.calls("checkout", 0.4) is known.calls("checkout", 0.4)
    assert known.calls("checkout", 0.4) is not known.calls("checkout", None)


def test_many_calls_are_fast_or_not(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "_STEP", 10)
    known = recording()
    known.calls("checkout", 1e-6).durations.extend(range(0, 2001, 20))
    counts = known.take(beat=False).counts

    assert counts["feature.hits", ("feature:checkout", "outcome:ok", "fast:true")] == 51
    assert counts["feature.hits", ("feature:checkout", "outcome:ok", "fast:false")] == 50


def test_the_same_person_has_the_same_hash_under_the_same_key_only() -> None:
    one, same = recording(), recording()
    other = Recording(read_settings({"DOGWATCH_USER_KEY": "another"}))
    for known in (one, same, other):
        known.interacted("checkout", "pay", "ann")
    hashes = [known.take(beat=False).members["feature.users", ("feature:checkout",)] for known in (one, same, other)]

    assert hashes[0] == hashes[1] != hashes[2]


def test_calls_of_one_feature_with_two_bounds_add_up() -> None:
    known = recording()
    for bound in (None, 10):
        Track(Ending(known.calls("checkout", bound)))(lambda: None)()
    points = known.take(beat=False)

    assert sum(points.counts.values()) == 2
    assert len(points.durations["feature.duration", ("feature:checkout", "outcome:ok")]) == 2
    assert points.values["feature.in_flight", ("feature:checkout",)] == [0]


def test_too_many_interactions_between_two_flushes_are_counted(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(module, "PENDING", 2)
    known = recording()
    for _ in range(5):
        known.interacted("checkout", "pay", None)

    assert sum(known.take(beat=False).counts.values()) == 2
    assert known.take_lost().counts == {("dogwatch.client.dropped", ("reason:backlog",)): 3}
