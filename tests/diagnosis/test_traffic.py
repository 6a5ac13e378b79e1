from __future__ import annotations

from pathlib import Path

from dogwatch.diagnosis import faults, traffic_findings
from tests.declare.catalogs import declared

from .lines import FROM_SHOP, listened, one

CATALOG = """
search = Feature("search", team=payments, service="shop-api")
slow = SpanMetric("shop.slow", description="Slow searches", feature=search)
"""
ALL = (f"feature.hits:1|c|#feature:search,{FROM_SHOP}", f"feature.duration:1|d|#feature:search,{FROM_SHOP}")


def test_says_first_that_nothing_came(tmp_path: Path) -> None:
    catalog = declared(tmp_path, CATALOG)
    first, feature, *_ = traffic_findings(catalog, catalog.features, [], listened())
    assert first.seen == "nothing came to port 8125 in 30 s"
    assert "without DOGWATCH_ENABLED=false" in first.remedy
    assert (feature.subject, feature.seen) == ("search", "nothing came")


def test_a_metric_of_spans_needs_the_spans_of_its_feature(tmp_path: Path) -> None:
    catalog = declared(tmp_path, CATALOG)
    came = listened(*ALL)
    assert [fault.what for fault in faults(traffic_findings(catalog, catalog.features, [], came))] == [
        "tag feature of spans"
    ]
    came.heard.span("shop-api", frozenset({"feature:search"}))
    assert faults(traffic_findings(catalog, catalog.features, [], came)) == []


def test_a_service_without_a_version_is_told_once(tmp_path: Path) -> None:
    catalog = declared(tmp_path, CATALOG)
    unversioned = [line.replace(",version:1", "") for line in ALL]
    found = one(traffic_findings(catalog, catalog.features, [], listened(*unversioned)), "tag version")
    assert (found.subject, found.state) == ("service shop-api", "hint")
    versioned = list(traffic_findings(catalog, catalog.features, [], listened(*ALL)))
    assert one(versioned, "tag version").subject == "search"
