from __future__ import annotations

from dogwatch import Feature
from dogwatch.diagnosis import Listened
from dogwatch.diagnosis.spans import span_findings

from .lines import FROM_SHOP, listened, states

SEARCH = Feature("search", team="storefront", service="shop-api")
WHAT = "tag feature of spans"


def traced(*tags: str) -> Listened:
    came = listened(f"feature.hits:1|c|#feature:search,{FROM_SHOP}")
    came.heard.span("shop-api", frozenset(tags))
    return came


def test_spans_of_the_feature_are_counted() -> None:
    (found,) = span_findings(SEARCH, False, traced("feature:search"))
    assert (found.state, found.seen) == ("ok", "1 span")


def test_a_service_need_not_be_traced() -> None:
    assert list(span_findings(SEARCH, False, listened(f"feature.hits:1|c|#feature:search,{FROM_SHOP}"))) == []


def test_spans_without_the_feature_are_a_hint() -> None:
    assert states(span_findings(SEARCH, False, traced("feature:cart"))) == {WHAT: "hint"}


def test_spans_are_missing_where_a_metric_is_computed_of_them() -> None:
    (found,) = span_findings(SEARCH, True, traced())
    assert (found.state, found.seen) == ("missing", "spans came, none with feature:search")
    (untraced,) = span_findings(SEARCH, True, listened())
    assert untraced.seen == "no spans came of service:shop-api"
