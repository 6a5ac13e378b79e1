from __future__ import annotations

import pytest

from dogwatch import Engagement, Errors, Feature, Resources
from dogwatch.diagnosis.feature_traffic import feature_findings

from .lines import FROM_SHOP, listened, one, states

SEARCH = Feature("search", team="storefront", service="shop-api", signals=[Errors(rate="2%")], routes=["GET /search"])
CHECKOUT = Feature(
    "checkout",
    team="payments",
    service="shop-api",
    signals=[
        Engagement(actions=["pay", "review_order"], drop="30%"),
        Resources(cpu="50ms", memory="1GiB"),
        Errors(rate="1%", compare="version"),
    ],
)
HITS = f"feature.hits:3|c|#feature:search,outcome:ok,{FROM_SHOP}"
DURATION = f"feature.duration:0.1:0.2:0.3|d|#feature:search,outcome:ok,{FROM_SHOP}"
BOUGHT = f"feature.hits:1|c|#feature:checkout,outcome:ok,{FROM_SHOP}"


def test_a_feature_that_sends_all_it_declares_has_nothing_missing() -> None:
    found = list(feature_findings(SEARCH, listened(HITS, DURATION)))
    assert set(states(found).values()) == {"ok"}
    assert one(found, "feature.hits").seen == "3"
    assert one(found, "feature.duration").seen == "3 values"


def test_zeros_alone_say_that_nobody_called_it() -> None:
    found = list(feature_findings(SEARCH, listened(HITS.replace(":3|", ":0|"))))
    hits = one(found, "feature.hits")
    assert (hits.state, hits.seen) == ("missing", "only zeros: nobody called it")
    assert hits.remedy == "call it, as by GET /search, then listen again"
    assert one(found, "feature.duration").seen == "nobody called it"


def test_a_metric_of_another_type_is_wrong() -> None:
    found = list(feature_findings(SEARCH, listened(HITS, DURATION.replace("|d|", "|h|"))))
    duration = one(found, "feature.duration")
    assert (duration.state, duration.seen) == ("wrong", "it comes as a histogram, not a distribution (d)")


def test_each_action_is_looked_for() -> None:
    paid = f"feature.interactions:2|c|#feature:checkout,action:pay,{FROM_SHOP}"
    found = states(feature_findings(CHECKOUT, listened(BOUGHT, paid)))
    assert found["feature.interactions pay"] == "ok"
    assert found["feature.interactions review_order"] == "missing"


def test_people_are_looked_for_and_not_missed() -> None:
    assert states(feature_findings(CHECKOUT, listened(BOUGHT)))["feature.users"] == "hint"


def test_processor_time_and_memory_are_looked_for_where_they_are_declared() -> None:
    of_a_process = f"feature.process.memory:1000000|d|#{FROM_SHOP}"
    assert "feature.cpu" not in states(feature_findings(SEARCH, listened(HITS)))
    found = states(feature_findings(CHECKOUT, listened(BOUGHT.replace(":1|", ":16|"), of_a_process)))
    assert (found["feature.cpu"], found["feature.process.memory"]) == ("missing", "ok")


def test_processor_time_is_not_missed_before_one_call_in_sixteen_came() -> None:
    cpu = one(feature_findings(CHECKOUT, listened(BOUGHT.replace(":1|", ":15|"))), "feature.cpu")
    assert (cpu.state, cpu.seen) == ("hint", "one call in sixteen has it, and 15 calls came")


@pytest.mark.parametrize("key", ["env", "service"])
def test_a_tag_that_is_not_there_is_missing(key: str) -> None:
    without = ",".join(tag for tag in FROM_SHOP.split(",") if not tag.startswith(key))
    lines = (line.replace(FROM_SHOP, without) for line in (HITS, DURATION))
    tag = one(feature_findings(SEARCH, listened(*lines)), f"tag {key}")
    assert (tag.state, tag.seen) == ("missing", f"metrics come without it: DD_{key.upper()} is not set")


def test_a_version_is_missed_where_versions_are_compared() -> None:
    unversioned = [line.replace(",version:1", "") for line in (HITS, DURATION, BOUGHT)]
    assert "tag version" not in states(feature_findings(SEARCH, listened(*unversioned)))
    assert states(feature_findings(CHECKOUT, listened(*unversioned)))["tag version"] == "missing"


def test_a_service_of_another_name_is_wrong() -> None:
    lines = (line.replace("service:shop-api", "service:shop") for line in (HITS, DURATION))
    tag = one(feature_findings(SEARCH, listened(*lines)), "tag service")
    assert tag.seen == "it is shop, not shop-api: monitors of the feature do not see it"
    assert tag.remedy == "start the service with DD_SERVICE=shop-api"


def test_an_environment_is_wrong_only_where_another_was_asked_for() -> None:
    assert states(feature_findings(SEARCH, listened(HITS, DURATION)))["tag env"] == "ok"
    assert states(feature_findings(SEARCH, listened(HITS, DURATION, env="staging")))["tag env"] == "wrong"
