from __future__ import annotations

from dogwatch import Feature
from dogwatch.diagnosis.strangers import broken_findings, stranger_findings

from .lines import listened, one

SEARCH = Feature("search", team="storefront", service="shop-api")


def test_a_feature_that_no_catalog_has_is_wrong() -> None:
    found = one(stranger_findings([SEARCH], [], listened("feature.hits:1|c|#feature:serach")), "feature")
    assert (found.subject, found.state, found.remedy) == ("serach", "wrong", "did you mean 'search'?")


def test_other_peoples_metrics_may_have_a_tag_of_that_name() -> None:
    assert list(stranger_findings([SEARCH], [], listened("other.hits:1|c|#feature:dark_mode"))) == []


def test_a_metric_of_the_namespace_that_nobody_knows_is_a_hint() -> None:
    found = one(stranger_findings([SEARCH], [], listened("feature.hit:1|c|#feature:search")), "metric")
    assert (found.subject, found.state, found.remedy) == ("feature.hit", "hint", "did you mean feature.hits?")
    assert list(stranger_findings([SEARCH], ["feature.hit"], listened("feature.hit:1|c|#feature:search"))) == []


def test_lines_that_no_agent_takes_are_wrong() -> None:
    came = listened()
    came.heard.malformed("no number: 'a:x|c'")
    assert one(broken_findings(came), "lines").seen == "1 cannot be read; the last one: no number: 'a:x|c'"
