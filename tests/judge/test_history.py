from __future__ import annotations

import numpy as np
import pytest

from dogwatch.judge import Status
from dogwatch.measure import Store

from .bodies import START, judged

MINUTE = 60


def crossing(*hosts: str) -> Store:
    """Each host is over the threshold from its own minute on, the first from minute 1."""
    store = Store()
    for place, host in enumerate(hosts):
        series = store.series("x", [f"host:{host}"])
        for minute in range(6):
            store.add(series, START + MINUTE * minute, 9 if minute > place else 1)
    return store


@pytest.mark.parametrize("step", [1, 2, 6])
def test_states_are_read_at_any_instants_however_they_were_judged(step: int) -> None:
    judging = judged(crossing("a", "b"), "avg(last_1m):avg:x{*} by {host} > 5", new_group_delay=0)
    for minute in range(step, 7, step):
        judging.run(START + MINUTE * minute)

    instants = START + np.array([0, 59, 60, 61, 125, 180, 1000])
    groups, states = judging.history(1).states_at(instants)

    assert groups == (("a",), ("b",))
    assert ["".join(Status(state).name[0] + Status(state).name[1] for state in row) for row in states.tolist()] == [
        "ABABOKOKALALAL",
        "ABABOKOKOKALAL",
    ]


def test_before_anything_was_judged_there_are_no_groups() -> None:
    groups, states = judged(Store(), "avg(last_1m):avg:x{*} > 5").history(1).states_at(np.array([START]))

    assert (groups, states.shape) == ((), (0, 1))


def test_what_was_forgotten_is_absent_and_the_last_batch_stays() -> None:
    judging = judged(crossing("a"), "avg(last_1m):avg:x{*} by {host} > 5", new_group_delay=0)
    for minute in range(1, 7):
        judging.run(START + MINUTE * minute)

    judging.history(1).forget(START + 4 * MINUTE)
    _, states = judging.history(1).states_at(START + MINUTE * np.array([3, 4]))
    assert states.tolist() == [[Status.ABSENT, Status.ALERT]]

    judging.history(1).forget(START + 100 * MINUTE)
    assert len(judging.history(1).batches) == 1
