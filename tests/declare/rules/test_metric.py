from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.declare import check, load
from tests.declare.catalogs import BEGIN, mistakes, write

FEATURE = 'checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])\n'


def said(folder: Path, arguments: str) -> str:
    """What is wrong with a catalog of these arguments, which stands in line 4."""
    return mistakes(folder, f'{BEGIN}{FEATURE}catalog = Catalog("shop", {arguments})\n')


@pytest.mark.parametrize("namespace", ["'shop.'", "'shop.*'", "''", "7", "'9shop'"])
def test_a_namespace_is_what_stands_before_a_dot(tmp_path: Path, namespace: str) -> None:
    assert said(tmp_path, f"namespaces=[{namespace}]").startswith(
        f"features.py:4: catalog shop: namespaces: {namespace} is no beginning of metric names\n"
        "    write what stands before a dot, as in 'shop' for shop.orders"
    )


@pytest.mark.parametrize(
    ("name", "seen"),
    [("'Old Shop'", "'Old Shop' is no name of a catalog"), ("3", "3 is no name"), ("'shop'", "'shop' is this catalog")],
)
def test_what_is_taken_over_is_another_catalog(tmp_path: Path, name: str, seen: str) -> None:
    assert said(tmp_path, f"takes_over=[{name}]").startswith(f"features.py:4: catalog shop: takes_over: {seen}")


def test_namespaces_may_have_several_words_and_be_one_text(tmp_path: Path) -> None:
    metric = 'age = CustomMetric("shop.index.age", type="gauge", description="Age")\n'
    text = f'{BEGIN}{FEATURE}{metric}catalog = Catalog("shop", namespaces="shop.index", takes_over="old-shop")\n'
    made = check(load(write(tmp_path, features=text)), "prod")
    assert [resource.key for resource in made if resource.kind == "metric_metadata"] == ["shop/shop.index.age"]
