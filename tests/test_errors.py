from __future__ import annotations

import pytest

from dogwatch.errors import (
    ApiError,
    CatalogError,
    DogwatchError,
    Mistake,
    QuerySyntaxError,
    UnsafePlan,
    UsageError,
)
from dogwatch.place import NOWHERE, Place


def test_a_mistake_says_where_what_was_seen_and_what_to_write() -> None:
    mistake = Mistake(
        Place("/features.py", 3), "feature checkout", "there is no team 'pay'", "did you mean 'payments'?"
    )
    assert str(mistake) == "/features.py:3: feature checkout: there is no team 'pay'\n    did you mean 'payments'?"


def test_a_mistake_without_a_place_begins_with_its_subject() -> None:
    assert str(Mistake(NOWHERE, "catalog", "it is empty", "declare something")).startswith("catalog: it is empty")


def test_all_mistakes_are_told_by_place_and_counted() -> None:
    later, first = (Mistake(Place("/f.py", line), f"thing {line}", "seen", "remedy") for line in (9, 2))
    error = CatalogError([later, first])
    assert error.mistakes == [first, later]
    assert str(error).splitlines() == [
        "/f.py:2: thing 2: seen",
        "    remedy",
        "/f.py:9: thing 9: seen",
        "    remedy",
        "2 mistakes",
    ]
    assert str(CatalogError([first])).endswith("1 mistake")


def test_two_mistakes_in_one_line_are_two() -> None:
    one, other = (Mistake(Place("/f.py", 1), subject, "seen", "remedy") for subject in ("name", "team"))
    assert one != other
    assert CatalogError([other, one]).mistakes == [other, one]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CatalogError([]), 2),
        (UsageError(), 2),
        (ApiError(), 1),
        (UnsafePlan(), 1),
        (QuerySyntaxError("", 0, "", ""), 1),
    ],
)
def test_each_error_has_its_exit_code(error: DogwatchError, code: int) -> None:
    assert error.exit_code == code


def test_a_text_that_is_no_query_says_why_and_shows_where() -> None:
    error = QuerySyntaxError("avg:a{*", 7, "the end stands where '}' is expected", "write it")
    assert str(error) == "the end stands where '}' is expected (letter 8); write it"
    assert error.shown == "avg:a{*\n       ^"
