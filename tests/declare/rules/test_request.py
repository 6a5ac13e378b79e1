"""Routes of features, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes

FEATURE = 'Feature("{name}", team=payments, service="{service}", signals=[Errors(rate="1%")], routes={routes})'


def feature(name: str, routes: object, service: str = "shop-api") -> str:
    return f"{name} = {FEATURE.format(name=name, service=service, routes=routes)}"


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ("/checkout", "write the method too, as in 'POST /checkout'"),
        ("post /checkout", "write 'POST /checkout'"),
        (
            "GET /products/<int:id>",
            "write what varies as {id}, a segment of its own, or {rest:path} for all that follows",
        ),
        (
            "GET /a/{rest:path}/b",
            "write what varies as {id}, a segment of its own, or {rest:path} for all that follows",
        ),
        (
            "GET products",
            "write a method and a path, as in 'GET /products/{id}', or a task, as in 'TASK shop.tasks.pay'",
        ),
        (7, "write a method and a path, as in 'GET /products/{id}', or a task, as in 'TASK shop.tasks.pay'"),
    ],
)
def test_what_no_request_can_have_is_a_mistake(tmp_path: Path, route: object, said: str) -> None:
    assert mistakes(tmp_path, between(feature("checkout", [route]))) == (
        f"features.py:3: feature checkout: routes: {route!r} is no route\n    {said}\n1 mistake"
    )


def test_a_route_is_of_one_feature_of_a_service(tmp_path: Path) -> None:
    routes = '["POST /pay", "GET /a", "GET /a"]'
    features = [
        feature("checkout", routes),
        feature("cart", '"POST /pay"'),
        feature("other", '"POST /pay"', "other-api"),
    ]
    said = mistakes(tmp_path, between("\n".join(features)))
    assert "features.py:3: feature checkout: routes: 'GET /a' stands there twice" in said
    assert "features.py:4: feature cart: routes: 'POST /pay' is a route of checkout too, in features.py:3" in said
    assert said.endswith("3 mistakes")
