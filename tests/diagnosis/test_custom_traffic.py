from __future__ import annotations

import pytest

from dogwatch import CustomMetric
from dogwatch.diagnosis.custom_traffic import custom_findings

from .lines import listened, one, states

AGE = CustomMetric("shop.index.age", type="gauge", description="Age of the index", tags=["env"])
SETTLED = CustomMetric("shop.settlements", type="count", description="Payments", tags=["env", "bank", "host"])


def test_a_metric_that_comes_as_declared_is_there() -> None:
    found = list(custom_findings(AGE, listened("shop.index.age:12|g|#env:prod")))
    assert [(finding.what, finding.state, finding.seen) for finding in found] == [("gauge", "ok", "1 value")]


def test_a_metric_that_nobody_sends_is_missing() -> None:
    assert one(custom_findings(AGE, listened("x:1|c|#a")), "gauge").seen == "nobody sent it"


def test_a_name_that_is_almost_the_metrics_is_told() -> None:
    found = one(custom_findings(SETTLED, listened("shop.settlement:1|c|#env:prod")), "count")
    assert found.seen == "nobody sent it; shop.settlement came"


@pytest.mark.parametrize(
    ("type", "letter"), [("count", "c"), ("rate", "c"), ("gauge", "g"), ("gauge", "s"), ("distribution", "d")]
)
def test_letters_stand_for_types(type: str, letter: str) -> None:
    metric = CustomMetric("shop.x", type=type, description="x")  # type: ignore[arg-type]
    assert states(custom_findings(metric, listened(f"shop.x:1|{letter}|#env:prod"))) == {type: "ok"}


def test_another_type_is_wrong() -> None:
    found = one(custom_findings(SETTLED, listened("shop.settlements:1|g|#env:prod,bank:north")), "count")
    assert (found.state, found.seen) == ("wrong", "it comes as g, which is no count")


def test_what_the_agent_makes_of_a_histogram_counts() -> None:
    metric = CustomMetric("shop.size.avg", type="gauge", description="x")
    assert states(custom_findings(metric, listened("shop.size:1|h|#env:prod"))) == {"gauge": "ok"}


def test_a_declared_tag_that_no_series_has_is_missing_but_the_agents_own() -> None:
    found = states(custom_findings(SETTLED, listened("shop.settlements:1|c|#env:prod")))
    assert found == {"count": "ok", "tag bank": "missing"}


def test_another_environment_than_was_asked_for_is_wrong() -> None:
    assert states(custom_findings(AGE, listened("shop.index.age:1|g|#env:dev", env="prod")))["tag env"] == "wrong"
