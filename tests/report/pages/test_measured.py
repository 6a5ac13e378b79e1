from __future__ import annotations

from dogwatch.declare import CustomMetric
from dogwatch.kinds import Resource
from dogwatch.report.pages.measured import measured

from .books import monitor


def test_names_the_metrics_that_are_read_with_unit_and_tags() -> None:
    read = monitor("avg(last_5m):p95:feature.duration{env:prod} > 5")
    assert list(measured([read], {}))[2:] == [
        "| `feature.duration` | Time that a call of a feature took | distribution | second | "
        "`env`, `service`, `version`, `feature`, `outcome` |"
    ]


def test_looks_into_formulas_slos_and_dashboards_and_names_each_once() -> None:
    slo = Resource(
        "slo", "a/b/c", {"query": {"numerator": "count(v: v<=0.4):feature.hits{a}", "denominator": "b:x.y{a}"}}
    )
    page = Resource("dashboard", "a/b/d", {"widgets": [{"queries": [{"query": "abs(sum:feature.hits{a} by {b})"}]}]})
    assert [row.split(" | ")[0] for row in measured([slo, page], {})][2:] == ["| `feature.hits`", "| `x.y`"]


AGE = monitor("avg(last_5m):max:shop.index.age{*} > 5")


def test_says_of_a_metric_what_the_catalog_says() -> None:
    age = CustomMetric("shop.index.age", type="gauge", unit="second", description="Age of the <index>", tags=["env"])
    assert list(measured([AGE], {age.name: age}))[2:] == [
        r"| `shop.index.age` | Age of the \<index\> | gauge | second | `env` |"
    ]
    bare = CustomMetric("shop.index.age", type="gauge", description="Age")
    assert list(measured([AGE], {bare.name: bare}))[2:] == ["| `shop.index.age` | Age | gauge | – | all |"]


def test_says_nothing_of_a_metric_that_it_does_not_know() -> None:
    row = "| `shop.index.age` | a metric that the catalog does not describe | – | – | – |"
    assert list(measured([AGE], {}))[2:] == [row]
