from __future__ import annotations

import pytest

from dogwatch import Feature
from dogwatch.diagnosis import Call, calls_of
from dogwatch.diagnosis.calls import owner, routed, uncalled
from dogwatch.errors import UsageError

SEARCH = Feature("search", team="storefront", service="shop-api", routes=["GET /search", "GET /products/{id}"])
LOGIN = Feature("login", team="accounts", service="shop-api", routes=["POST /login"])
INDEX = Feature("index", team="storefront", service="shop-api", routes=["TASK shop.index"])


def test_makes_the_calls_that_change_nothing_and_need_nothing() -> None:
    assert calls_of([SEARCH, LOGIN, INDEX], []) == [Call("GET", "/search")]


def test_makes_no_call_twice_that_was_asked_for() -> None:
    asked = Call.read("GET /search?words=red%20hat")
    assert calls_of([SEARCH, LOGIN], [asked]) == [asked]


def test_reads_a_call_with_its_body() -> None:
    assert Call.read('POST /login {"name": "ann"}') == Call("POST", "/login", {"name": "ann"})


@pytest.mark.parametrize("text", ["/search", "GET search", "FETCH /search", "GET", "GET /a#b"])
def test_what_is_no_call_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no call; write one like GET /search\?q=x"):
        Call.read(text)


def test_a_body_that_is_no_json_is_refused() -> None:
    with pytest.raises(UsageError, match="the body of POST /login is no JSON"):
        Call.read("POST /login name=ann")


def test_a_call_belongs_to_the_feature_whose_route_fits() -> None:
    found = owner(routed([SEARCH, LOGIN]), Call.read("GET /products/red%20hat?size=1"))
    assert found is not None
    assert (found.feature, found.template) == ("search", "/products/{id}")
    assert owner(routed([SEARCH, LOGIN]), Call.read("DELETE /products/1")) is None


def test_tells_which_features_are_not_called_and_how_they_could_be() -> None:
    assert uncalled([SEARCH, LOGIN, INDEX], [Call("GET", "/search")]) == [(LOGIN, "POST /login"), (INDEX, "")]
