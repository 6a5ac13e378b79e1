from __future__ import annotations

import pytest
from hypothesis import given

from dogwatch.query import Expr, as_formula, function, metric, metric_queries

from .trees import PLAIN_QUERIES, expressions

HITS = metric("hits").sum().as_count()
ERRORS = HITS.where(outcome="error")


@pytest.mark.parametrize(
    ("expression", "text", "queries"),
    [
        (HITS, "query1", ["sum:hits{*}.as_count()"]),
        (
            100 * ERRORS / HITS,
            "100 * query1 / query2",
            ["sum:hits{outcome:error}.as_count()", "sum:hits{*}.as_count()"],
        ),
        (HITS - (HITS - ERRORS), "query1 - (query1 - query2)", [str(HITS), str(ERRORS)]),
        (ERRORS.default_zero() + 1, "default_zero(query1) + 1", [str(ERRORS)]),
        (
            function("top", HITS.by("host"), 10, "mean", "desc"),
            "top(query1, 10, 'mean', 'desc')",
            [str(HITS.by("host"))],
        ),
        (-HITS, "-query1", [str(HITS)]),
    ],
)
def test_names_the_queries_of_an_expression(expression: Expr, text: str, queries: list[str]) -> None:
    formula = as_formula(expression.tree)
    assert formula.text == text
    assert [str(query) for query in formula.queries.values()] == queries
    assert list(formula.queries) == [f"query{place}" for place in range(1, len(queries) + 1)]


@given(tree=expressions(PLAIN_QUERIES))
def test_the_queries_put_back_into_the_formula_are_the_expression(tree: Expr) -> None:
    formula = as_formula(tree)  # type: ignore[arg-type]
    text = formula.text
    for name, query in formula.queries.items():
        text = text.replace(name, str(query))
    assert text == str(tree)
    assert set(formula.queries.values()) == set(metric_queries(tree))  # type: ignore[arg-type]
