from __future__ import annotations

from dogwatch.judge import CheckRun, CheckRuns

NONE: frozenset[str] = frozenset()


def test_keeps_runs_by_check_in_the_order_of_time() -> None:
    runs = CheckRuns([CheckRun("up", 0, 9, NONE), CheckRun("down", 0, 1, NONE), CheckRun("up", 1, 3, NONE)])
    runs.add(CheckRun("up", 2, 3, NONE))
    assert [(run.at, run.status) for run in runs.of("up", 9)] == [(3, 1), (3, 2), (9, 0)]
    assert [run.at for run in runs.of("up", 8)] == [3, 3]
    assert list(runs.of("nothing", 9)) == []


def test_gives_up_what_was_long_ago() -> None:
    runs = CheckRuns([CheckRun("up", 0, at, NONE) for at in (1, 5, 9)])
    runs.forget(5)
    assert [run.at for run in runs.of("up", 99)] == [5, 9]
