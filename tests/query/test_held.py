from __future__ import annotations

import pytest

from dogwatch.query import Bound, FreeText, NotANumber, Range, SearchCondition, comparing, holding, parse_search


def number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def holds(search: str, *words: str) -> bool:
    """Whether a search of words holds for these."""

    def leaf(term: SearchCondition) -> object:
        assert isinstance(term, FreeText)
        return lambda there: term.text in there

    condition = parse_search(search).condition
    assert condition is not None
    return holding(condition, leaf)(words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("search", "words", "expected"),
    [
        ("a b", ("a",), False),
        ("a b", ("a", "b"), True),
        ("a OR b", ("b",), True),
        ("a OR b", (), False),
        ("-a", (), True),
        ("-a", ("a",), False),
        ("a -(b OR c)", ("a",), True),
        ("a -(b OR c)", ("a", "c"), False),
    ],
)
def test_words_are_joined_as_they_are_written(search: str, words: tuple[str, ...], expected: bool) -> None:
    assert holds(search, *words) is expected


def test_a_bound_compares_numbers_and_nothing_else() -> None:
    at_least = comparing(Bound(">=", "5"), number)
    assert [at_least(seen) for seen in (5, 4.9, "6", "x", None)] == [True, False, True, False, False]


def test_ends_of_a_range_belong_to_it_or_not() -> None:
    both, neither = Range("1", "3"), Range("1", "3", with_low=False, with_high=False)
    assert [comparing(both, number)(seen) for seen in (0.9, 1, 2, 3, 3.1)] == [False, True, True, True, False]
    assert [comparing(neither, number)(seen) for seen in (1, 2, 3)] == [False, True, False]


def test_a_star_bounds_nothing_that_is_there() -> None:
    open_end = comparing(Range("5", "*"), number)
    assert [open_end(seen) for seen in (4, 5, 1e9)] == [False, True, True]
    assert comparing(Bound(">", "*"), number)("x")
    assert not comparing(Bound(">", "*"), number)(None)


def test_what_is_no_number_is_named() -> None:
    with pytest.raises(NotANumber, match="soon"):
        comparing(Bound(">", "soon"), number)
