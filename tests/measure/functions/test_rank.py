from __future__ import annotations

import pytest

from dogwatch.measure import Store
from tests.measure.series import evaluated, put_all


@pytest.fixture
def store() -> Store:
    store = Store()
    by_host = {"host:a": "9 1 1", "host:b": "4 4 4", "host:c": "-5 -5 6", "host:d": "_ _ _", "host:e": "4 4 4"}
    put_all(store, "x", by_host, step=20)
    return store


def test_equal_groups_are_in_the_order_of_their_names() -> None:
    store = Store()
    put_all(store, "x", {f"host:{host}": "1" for host in range(100, 150)})

    found = evaluated(store, "top(avg:x{*} by {host}, 40, 'max', 'desc')", 20)

    assert [group for (group,) in found.groups] == [str(host) for host in range(100, 140)]


def ranked(store: Store, call: str) -> str:
    found = evaluated(store, call.replace("q", "avg:x{*} by {host}.fill(null)"), 60)
    return "".join(group for (group,) in found.groups)


@pytest.mark.parametrize(
    ("call", "groups"),
    [
        ("top(q, 2, 'max', 'desc')", "ac"),
        ("top(q, 10, 'mean', 'desc')", "beac"),
        ("top(q, 2, 'mean', 'asc')", "ca"),
        ("top(q, 1, 'min', 'desc')", "b"),
        ("top(q, 5, 'sum', 'desc')", "beac"),
        ("top(q, 1, 'last', 'desc')", "c"),
        ("top(q, 1, 'l2norm', 'desc')", "c"),
        ("top(q, 1, 'area', 'asc')", "c"),
        ("top(q, 2)", "be"),
        ("top_offset(q, 2, 'mean', 'desc', 1)", "ea"),
        ("top5(q)", "beac"),
        ("top5_last(q)", "cbea"),
        ("bottom5_min(q)", "cabe"),
    ],
)
def test_groups_by_rank(store: Store, call: str, groups: str) -> None:
    assert ranked(store, call) == groups
