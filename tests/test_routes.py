"""Routes of a catalog and the requests that they mean."""

from __future__ import annotations

import pytest

from dogwatch.routes import Found, Routes

ROUTES = Routes(
    [
        ("files", "GET /files/{name:path}"),
        ("page", "GET /products/{id}"),
        ("new", "GET /products/new"),
        ("reviews", "GET /{kind}/{id}/reviews"),
        ("review", "GET /products/{id}/{what}"),
        ("cart", "POST /cart.json"),
        ("payment", "TASK shop.pay"),
        ("peek", "HEAD /products/{id}"),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "feature"),
    [
        ("GET", "/products/7", "page"),
        ("GET", "/products/new", "new"),
        ("GET", "/products/", None),
        ("GET", "/products/7/", None),
        ("GET", "/products/7/reviews", "review"),
        ("GET", "/shops/7/reviews", "reviews"),
        ("GET", "/files/a/b\n", "files"),
        ("HEAD", "/products/new", "peek"),
        ("HEAD", "/products/7", "peek"),
        ("HEAD", "/files/a", "files"),
        ("POST", "/products/7", None),
        ("POST", "/cart.json", "cart"),
        ("POST", "/cartxjson", None),
        ("TASK", "shop.pay", "payment"),
    ],
)
def test_a_request_finds_its_feature(method: str, path: str, feature: str | None) -> None:
    found = ROUTES.find(method, path)
    assert (found and found.feature) == feature


def test_what_is_found_has_its_template() -> None:
    assert ROUTES.find("GET", "/products/7") == Found("page", "/products/{id}")
    assert Routes([("first", "GET /"), ("second", "GET /")]).find("GET", "/") == Found("first", "/")
