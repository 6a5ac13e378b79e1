"""Which groups of events and logs are seen."""

from __future__ import annotations

import numpy as np
import pytest

from dogwatch.judge import Record
from dogwatch.judge.top_groups import MOST, seen


def counted(records: list[Record]) -> np.ndarray:
    """How many there are in the first ten seconds, and in the ten after; NaN for none."""
    counts = [sum(begin <= record.at < begin + 10 for record in records) for begin in (0, 10)]
    return np.array([count or np.nan for count in counts], dtype=float)


def records(first: int, second: int = 0) -> list[Record]:
    return [Record(1) for _ in range(first)] + [Record(11) for _ in range(second)]


def names(groups: dict[tuple[str, ...], list[Record]], facets: int, window: int = 0) -> set[tuple[str, ...]]:
    mask = seen(groups, facets, counted)
    assert mask is not None
    return {group for group, is_seen in zip(groups, mask[:, window], strict=True) if is_seen}


def test_all_groups_are_seen_while_they_are_few() -> None:
    assert seen({(f"{n}",): records(1) for n in range(1000)}, 1, counted) is None
    every = {(f"{n}", f"{m}"): records(1) for n in range(30) for m in range(30)}
    assert seen(every, 2, counted) is None
    assert seen({}, 1, counted) is None
    assert seen({(): records(5)}, 0, counted) is None


def test_of_one_facet_the_thousand_with_the_most_are_seen_window_by_window() -> None:
    groups = {(f"{n:04}",): records(n + 1, 1002 - n) for n in range(1002)}
    assert names(groups, 1) == {(f"{n:04}",) for n in range(2, 1002)}
    assert names(groups, 1, window=1) == {(f"{n:04}",) for n in range(1000)}


def test_of_equal_ones_the_first_by_name_are_seen() -> None:
    groups = {(f"{n:04}",): records(1) for n in reversed(range(1002))}
    assert names(groups, 1) == {(f"{n:04}",) for n in range(1000)}


def test_the_second_facet_is_looked_at_within_the_top_values_of_the_first() -> None:
    # "few" has one group with more than any other, and less in all: it is none of the top thirty.
    groups = {(f"f{n:02}", value): records(5) for n in range(30) for value in ("a", "b")}
    groups[("few", "a")] = records(9)
    assert names(groups, 2) == {group for group in groups if group[0] != "few"}

    groups = {("f", f"{n:02}"): records(n + 1) for n in range(31)} | {("g", "a"): records(1)}
    assert names(groups, 2) == set(groups) - {("f", "00")}

    groups |= {(f"g{n:02}", "a"): records(9) for n in range(29)}
    assert names(groups, 2) == set(groups) - {("f", "00"), ("g", "a")}


@pytest.mark.parametrize(("facets", "most"), [(3, 10), (4, 5)])
def test_of_more_facets_fewer_values_are_seen(facets: int, most: int) -> None:
    assert MOST[facets] == most
    groups = {(*"x" * (facets - 1), f"{n:02}"): records(n + 1) for n in range(most + 2)}
    assert {group[-1] for group in names(groups, facets)} == {f"{n:02}" for n in range(2, most + 2)}


def test_a_record_with_two_values_counts_once_for_what_they_have_in_common() -> None:
    both = records(3)
    groups = {("twice", "a"): both, ("twice", "b"): both}
    groups |= {(f"f{n:02}", "a"): records(4) for n in range(30)}
    assert not names(groups, 2) & {("twice", "a"), ("twice", "b")}
