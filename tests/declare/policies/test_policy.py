from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dogwatch import Feature, Monitor, Team, policy
from dogwatch.declare import Policy, check, load
from tests.declare.catalogs import between, mistakes, resources, write

checkout = Feature("checkout", team=Team("payments"), service="shop-api")


@policy
def busy(feature: Feature) -> Iterator[Monitor]:
    query = feature.metrics.hits.sum().as_count().over("5m") > 1000
    yield Monitor("busy", feature=feature, query=query, title="busy", what="Many people came.")


def test_is_called_with_a_feature() -> None:
    assert isinstance(busy, Policy)
    assert [monitor.path for monitor in busy(checkout)] == ["checkout/busy"]


def test_knows_its_name_and_line() -> None:
    assert busy.name == "busy"
    assert busy.place.file == __file__


BUSY = """
@policy
def busy(feature):
    query = feature.metrics.hits.sum().as_count().over("5m") > 1000
    yield Monitor("busy", feature=feature, query=query, title="busy", what="Many people came.")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s")])
"""


def test_a_policy_of_the_catalog_comes_on_top_of_the_standard_ones(tmp_path: Path) -> None:
    assert list(resources(tmp_path, BUSY)) == ["shop/checkout/busy", "shop/checkout/traffic-min"]


def test_a_catalog_may_name_its_policies_instead(tmp_path: Path) -> None:
    text = between(BUSY).replace('Catalog("shop")', 'Catalog("shop", policies=[busy])')
    made = check(load(write(tmp_path, features=text)), "prod")
    assert [resource.key for resource in made if resource.kind == "monitor"] == ["shop/checkout/busy"]


def test_a_function_without_the_decorator_is_no_policy(tmp_path: Path) -> None:
    text = """\
    from dogwatch import Catalog, Errors, Feature, Team
    f = Feature("checkout", team=Team("payments"), service="a", signals=[Errors(rate="1%")])
    catalog = Catalog(
        "shop",
        policies=[print],
    )
    """
    assert mistakes(tmp_path, text).startswith("features.py:5: catalog shop: policies: <built-in function print>")
