from __future__ import annotations

from typing import Any

from dogwatch.kinds import NOTIFICATION_RULE, marked_rule
from dogwatch.names import Mark

MARK = Mark("prod", "shop/payments")
CONDITION = {"scope": "transition_type:is_alert", "recipients": ["b", "a"]}


def rule(**attributes: Any) -> dict[str, Any]:
    said = {"name": marked_rule("Payments", MARK.tag), "filter": {"tags": ["a:1", "b:1"]}, "recipients": ["x", "y"]}
    return {"type": "monitor-notification-rule", "attributes": {**said, **attributes}}


def paths(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in NOTIFICATION_RULE.compare.differences(declared, found)]


def test_orders_and_what_people_set_beside_are_no_differences() -> None:
    found = rule(filter={"tags": ["b:1", "a:1"]}, recipients=["y", "x"], bundle_config={"duration": 60}, created_at="1")
    assert paths(rule(), found) == []


def test_what_is_declared_of_further_fields_counts() -> None:
    assert paths(rule(bundle_config={"duration": 60}), rule()) == ["bundle_config"]


def test_a_fallback_that_nothing_declares_is_a_difference() -> None:
    declared = rule(conditional_recipients={"conditions": [CONDITION]})
    del declared["attributes"]["recipients"]
    same = {"conditions": [{**CONDITION, "recipients": ["a", "b"]}]}
    found = rule(conditional_recipients=same)
    del found["attributes"]["recipients"]
    assert paths(declared, found) == []
    found["attributes"]["conditional_recipients"] = {**same, "fallback_recipients": ["everybody"]}
    assert paths(declared, found) == ["conditional_recipients"]


def test_the_mark_ends_the_name() -> None:
    marks_of = NOTIFICATION_RULE.marks.marks_of
    assert rule()["attributes"]["name"] == "Payments [dogwatch:prod/shop/payments]"
    assert marks_of(rule()) == [MARK]
    assert marks_of(rule(name="Payments [dogwatch:prod/shop/payments] (copy)")) == []
    assert marks_of(rule(name="Payments [theirs]")) == []
