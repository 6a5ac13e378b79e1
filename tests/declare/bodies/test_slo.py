from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.declare import check
from dogwatch.kinds import SLO, Body
from tests.declare.catalogs import declared, resources

FEATURE = """
checkout = Feature(
    "checkout", team=payments, service="shop-api", tier=2, description="From the cart to a paid order",
    runbook="docs/checkout.md", tags=["area:shop"], signals=[Traffic(min="1/s")],
    objectives=[{objective}],
)
"""
BY_HAND = 'fresh = Slo("fresh", team="payments", title="fresh", what="The index is fresh.", target="99%", {more})\n'


def body(folder: Path, text: str, key: str, env: str = "prod") -> Body:
    """The body of an SLO, in which Datadog would find nothing wrong."""
    [made] = [each for each in check(declared(folder, text), env) if (each.kind, each.key) == ("slo", key)]
    assert SLO.problems(made.body) == []
    return made.body


def by_hand(folder: Path, more: str, env: str = "prod") -> Body:
    return body(folder, BY_HAND.format(more=more), "shop/fresh", env)


def test_writes_a_whole_body(tmp_path: Path) -> None:
    objective = 'Availability("99.9%", over="7d", warn="99.95%")'
    assert body(tmp_path, FEATURE.format(objective=objective), "shop/checkout/availability") == {
        "name": "[prod] checkout: 99.9% of calls succeed",
        "description": (
            "99.9% of calls succeed.\n\n"
            "For: checkout (From the cart to a paid order)\n"
            "Runbook: docs/checkout.md\n"
            "Team: payments (service shop-api, tier 2, prod)"
        ),
        "type": "metric",
        "query": {
            "numerator": ("sum:feature.hits{env:prod,feature:checkout,service:shop-api,outcome:ok}.as_count()"),
            "denominator": "sum:feature.hits{env:prod,feature:checkout,service:shop-api}.as_count()",
        },
        "thresholds": [{"timeframe": "7d", "target": 99.9, "warning": 99.95}],
        "tags": [
            "managed_by:dogwatch",
            "catalog:shop",
            "team:payments",
            "env:prod",
            "service:shop-api",
            "feature:checkout",
            "tier:2",
            "area:shop",
            "dogwatch:prod/shop/checkout/availability",
        ],
    }


def test_another_environment_has_its_own_scope_name_and_mark(tmp_path: Path) -> None:
    text = FEATURE.format(objective='LatencyObjective("99%", within="400ms")')
    made = body(tmp_path, text, "shop/checkout/latency", "staging")
    assert made["query"] == {
        "numerator": (
            "count(v: v<=0.4):feature.duration{env:staging,feature:checkout,service:shop-api,outcome:ok}.as_count()"
        ),
        "denominator": "count:feature.duration{env:staging,feature:checkout,service:shop-api}.as_count()",
    }
    assert made["name"].startswith("[staging] ")
    assert made["tags"][-1] == "dogwatch:staging/shop/checkout/latency"


@pytest.mark.parametrize(
    ("query", "formula", "queries"),
    [
        ('metric("age").where("$env").max()', "query1", ["max:age{env:prod}"]),
        ('" p95:age{$env,x:y} "', "query1", ["p95:age{env:prod,x:y}"]),
        (
            'metric("a").where("$env").sum() / metric("b").where(env="$env.value").sum()',
            "query1 / query2",
            ["sum:a{env:prod}", "sum:b{env:prod}"],
        ),
    ],
)
def test_a_time_slice_is_a_formula_over_plain_queries(
    tmp_path: Path, query: str, formula: str, queries: list[str]
) -> None:
    sli = f'sli=Slices(query={query}, comparator="<=", threshold=60, slice="1m")'
    made = by_hand(tmp_path, sli)
    assert made["type"] == "time_slice"
    assert made["sli_specification"] == {
        "time_slice": {
            "query": {
                "formulas": [{"formula": formula}],
                "queries": [
                    {"data_source": "metrics", "name": f"query{place}", "query": text}
                    for place, text in enumerate(queries, 1)
                ],
            },
            "comparator": "<=",
            "threshold": 60,
            "query_interval_seconds": 60,
        }
    }
    assert "query" not in made


def test_further_fields_are_datadogs_own(tmp_path: Path) -> None:
    events = 'Events(good="sum:a{$env,ok:true}.as_count()", total="sum:a{$env}.as_count()")'
    made = by_hand(tmp_path, f'sli={events}, body={{"groups": ["x:y"]}}')
    assert made["groups"] == ["x:y"]


def test_makes_nothing_outside_the_environments_of_an_slo(tmp_path: Path) -> None:
    more = 'sli=Slices(query="max:age{*}", comparator="<", threshold=60), environments=["prod"]'
    text = BY_HAND.format(more=more)
    assert list(resources(tmp_path, text, "prod")) == ["shop/fresh"]
    assert list(resources(tmp_path, text, "staging")) == []


def test_a_target_has_the_digits_that_were_written(tmp_path: Path) -> None:
    made: dict[str, Any] = by_hand(tmp_path, 'sli=Slices(query="max:age{$env}", comparator="<", threshold=60)')
    assert repr(made["thresholds"]) == "[{'timeframe': '30d', 'target': 99}]"
