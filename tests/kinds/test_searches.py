from __future__ import annotations

from dogwatch.kinds.searches import scope_problems, search_problems


def test_says_where_a_search_ends_too_early() -> None:
    assert list(search_problems("scope", "env:prod AND (team:a OR team:b)")) == []
    [problem] = search_problems("scope", "(env:prod")
    assert (problem.path, problem.seen) == ("scope", "the query ends too early")


def test_a_scope_of_a_downtime_is_less_than_a_search() -> None:
    assert list(scope_problems("scope", "env:prod AND service:a")) == []
    [problem] = scope_problems("scope", "env:prod OR env:staging")
    assert problem.seen.startswith("'env:prod OR env:staging': OR is not supported")
    [unreadable] = scope_problems("scope", "(env:prod")
    assert unreadable.seen == "the query ends too early"
