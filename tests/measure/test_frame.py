from __future__ import annotations

import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Store

from .series import evaluated, put, put_all, row, rows


@pytest.fixture
def store() -> Store:
    store = Store()
    put_all(store, "g", {"env:prod,host:a": "10", "env:dev,host:b": "20"})
    put_all(store, "h", {"env:prod,host:a": "2", "env:prod,host:c": "5"})
    for tags, value in {"env:prod,host:a": "6", "env:dev,host:d": "8"}.items():
        put(store, "c", value, *tags.split(","), kind="count")
    put(store, "one", "4")
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("avg:g{*} by {host} / avg:h{*} by {host}", {"a": [5]}),
        ("avg:g{*} by {env,host} - avg:h{*} by {host,env}", {"prod,a": [8]}),
        ("avg:g{*} by {host} + avg:one{*}", {"a": [14], "b": [24]}),
        ("avg:one{*} - avg:g{*} by {host}", {"a": [-6], "b": [-16]}),
        ("sum:h{*} by {host,env} / sum:g{*} by {env}", {"a,prod": [0.2], "c,prod": [0.5]}),
        ("sum:g{*} by {env} / sum:h{*} by {host,env}", {"a,prod": [5], "c,prod": [2]}),
        ("sum:c{*} by {host}.as_count() / avg:h{*} by {host}", {"a": [3], "c": [0]}),
        ("sum:c{*} by {host}.as_count() + sum:c{env:dev} by {host}.as_count()", {"a": [6], "d": [16]}),
        ("sum:never{*}.as_count() / avg:g{*} by {host}", {"a": [0], "b": [0]}),
        ("sum:never{*} / avg:g{*} by {host}", {}),
        ("default_zero(avg:h{*} by {host}) - avg:g{*} by {host}", {"a": [-8], "b": [-20]}),
        ("100 - avg:g{*} by {host} * 2", {"a": [80], "b": [60]}),
        ("-avg:g{*} by {host}", {"a": [-10], "b": [-20]}),
        ("1 / (avg:g{*} by {host} - 10)", {"b": [0.1]}),
        ("2 * 3 + -1", {"": [5]}),
    ],
)
def test_sides_join_by_their_groups(store: Store, query: str, expected: dict[str, list[float]]) -> None:
    assert rows(evaluated(store, query, 20)) == expected


def test_what_is_missing_in_a_count_is_zero_where_the_other_side_has_a_value() -> None:
    store = Store()
    put(store, "c", "1 _ _ 4", kind="count", step=20)
    put(store, "t", "2 2 _ 4", kind="count", step=20)

    assert row(evaluated(store, "sum:c{*}.as_count() / sum:t{*}.as_count()", 80)) == [0.5, 0, None, 1]
    assert row(evaluated(store, "sum:c{*}.as_rate() + sum:t{*}.as_rate()", 80)) == [0.15, 0.1, None, 0.4]


def test_sides_grouped_by_other_keys_are_refused(store: Store) -> None:
    with pytest.raises(NotEvaluated, match=r"join-of-other-keys.*grouped by host, the other by env; group both"):
        evaluated(store, "avg:g{*} by {host} / avg:g{*} by {env}", 20)
