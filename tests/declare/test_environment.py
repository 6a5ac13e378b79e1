from __future__ import annotations

import pytest

from dogwatch.declare.environment import Query, in_environment, tree_in, variables_in
from dogwatch.query import Variable, error_budget, metric

AGE = metric("age").where(Variable("env"), region="$region.value").max()
REFERENCE = "${slo:shop/checkout/availability}"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (metric("age").where("$env").max(), "max:age{env:prod}"),
        (metric("age").where("$env").max().over("5m") > 1, "avg(last_5m):max:age{env:prod} > 1"),
        (metric("age").where(env="$env.value").max(), "max:age{env:prod}"),
        (error_budget(REFERENCE, "7d") > 1, f'error_budget("{REFERENCE}").over("7d") > 1'),
        (" sum:a{$env,x:y} / sum:b{$env} ", "sum:a{env:prod,x:y} / sum:b{env:prod}"),
        ("sum:a{$environment}", "sum:a{$environment}"),
        (f"{REFERENCE} && 123", f"{REFERENCE} && 123"),
    ],
)
def test_puts_the_environment_into_a_query(query: Query, text: str) -> None:
    assert in_environment(query, "prod") == text


def test_puts_the_environment_into_a_tree() -> None:
    assert str(tree_in(metric("age").where("$env").max() + 1, "prod")) == "max:age{env:prod} + 1"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (AGE, ("env", "region")),
        (AGE.over("5m") > 1, ("env", "region")),
        (error_budget(REFERENCE, "7d") > 1, ()),
        ("sum:a{$env} + sum:b{$env,$region.value}", ("env", "region.value")),
        (f"{REFERENCE} && ${{monitor:$catalog/a}}", ()),
    ],
)
def test_names_the_variables_of_a_query_and_takes_no_reference_for_one(query: Query, names: tuple[str, ...]) -> None:
    assert variables_in(query) == names
