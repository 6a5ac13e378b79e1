from __future__ import annotations

import math

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing.series.notation import read_series, read_values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 1 2.5", [1, 1, 2.5]),
        ("5x3", [5, 5, 5]),
        ("1+2x3", [1, 3, 5, 7]),
        ("10-5x2", [10, 5, 0]),
        ("-1 -1.5x2", [-1, -1.5, -1.5]),
        ("1e3", [1000]),
    ],
)
def test_reads_values(text: str, values: list[float]) -> None:
    assert list(read_values(text)) == values


def test_reads_gaps() -> None:
    assert [math.isnan(value) for value in read_values("1 _ _x2 1")] == [False, True, True, True, False]


@pytest.mark.parametrize(
    ("text", "item"), [("1 two", "'two'"), ("1 1+2", r"'1\+2' does not say how often"), ("x5", "'x5'")]
)
def test_names_what_is_no_value(text: str, item: str) -> None:
    with pytest.raises(UsageError, match=item):
        read_values(text)


def test_a_series_is_of_the_environment_unless_it_says_one() -> None:
    assert read_series("my.metric{host:A}", "prod").tags == {"host:a", "env:prod"}
    assert read_series("my.metric{env:staging}", "prod").tags == {"env:staging"}
    assert read_series("my.metric", "prod").tags == {"env:prod"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("my metric", "'my metric' is no series; write one like queue.length"),
        ("m{a b}", "'a b' is no tag; Datadog would make 'a_b' of it"),
    ],
)
def test_names_what_is_no_series(text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_series(text, "prod")
