from __future__ import annotations

import pytest

from dogwatch.errors import QuerySyntaxError
from dogwatch.query import ANY_LANGUAGE, guess_language, parse_as


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("avg(last_5m):avg:a{*} > 1", "query alert"),
        ('formula("query1").last("5m") > 1', "query alert"),
        ('"a".over("*").last(2).count_by_status()', "service check"),
        ('error_budget("a").over("7d") > 75', "slo alert"),
        ('logs("a").rollup("count").last("5m") > 1', "log alert"),
        ('error-tracking-rum("a").rollup("count").last("5m") > 1', "error-tracking alert"),
        ("12 && !13", "composite"),
        ("123450678", "composite"),
        ("avg:a{*}", "metric"),
        ("abs(avg:a{*} - 1)", "metric"),
        ("query1", "formula"),
        ("abs(query1) / 2", "formula"),
        ("service:web", "search"),
        ("payment failed", "search"),
        ("", "search"),
    ],
)
def test_takes_a_text_for_the_first_language_that_reads_it(text: str, language: str) -> None:
    assert guess_language(text) == (language, parse_as(language, text))
    assert language in ANY_LANGUAGE


@pytest.mark.parametrize(
    ("text", "at", "seen"),
    [
        ("avg(last_5m):avg:a{*} > many", 24, "'many' has no place here"),
        ("avgg:a{*}", 0, "'avgg' is no way to aggregate a metric"),
        ("avg:a{b:c", 9, "the query ends too early"),
        ("foo(query1)", 0, "'foo' is no function of Datadog"),
        ('logs("a").rollup("count") > 1', 26, "it has no .last(…)"),
    ],
)
def test_says_what_the_language_that_comes_furthest_says(text: str, at: int, seen: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        guess_language(text)
    assert (raised.value.at, raised.value.seen) == (at, seen)
