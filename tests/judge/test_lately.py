from __future__ import annotations

from dogwatch.judge import Monitor, Options, Subject
from dogwatch.judge.lately import Lately


def test_is_asked_once_for_a_monitor_and_an_instant() -> None:
    one, other = (Monitor(id, {}, Options.of({}), Subject(60)) for id in (1, 2))
    lately, asked = Lately[int](), iter(range(9))

    def found(monitor: Monitor, at: int) -> int:
        return lately.found(monitor, at, lambda: next(asked))

    assert [found(one, 60), found(one, 60), found(one, 120), found(other, 120), found(one, 120)] == [0, 0, 1, 2, 3]
