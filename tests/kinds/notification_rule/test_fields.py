from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import NOTIFICATION_RULE

RIGHT = {"name": "payments", "filter": {"tags": ["team:payments"]}, "recipients": ["slack-payments"]}
ALERTS = {"scope": "transition_type:is_alert", "recipients": ["oncall-payments"]}


def wrong(**attributes: Any) -> list[str]:
    said = {name: value for name, value in {**RIGHT, **attributes}.items() if value is not ...}
    body = {"type": "monitor-notification-rule", "attributes": said}
    return [f"{each.path}: {each.seen}" for each in NOTIFICATION_RULE.problems(body)]


def test_a_rule_with_tags_or_a_scope_is_right() -> None:
    assert wrong() == []
    assert wrong(filter={"scope": "team:payments"}) == []
    assert wrong(recipients=..., conditional_recipients={"conditions": [ALERTS], "fallback_recipients": ["a"]}) == []


@pytest.mark.parametrize(
    ("attributes", "seen"),
    [
        ({"name": "n" * 1001}, "name: it has 1001 letters"),
        ({"created_at": "2026"}, "created_at: is set by Datadog and cannot be declared"),
        ({"filter": {}}, "filter: it has nothing"),
        ({"filter": {"tags": ["a:b"], "scope": "a:b"}}, "filter: it has tags, scope"),
        ({"filter": {"tags": []}}, "filter.tags: 0 tags"),
        (
            {"filter": {"tags": ["dogwatch:prod/shop/slow"]}},
            "filter.tags: 'dogwatch:prod/shop/slow' is the mark of one object",
        ),
        ({"recipients": ...}, "recipients: is missing"),
        ({"conditional_recipients": {}}, "recipients: it has both"),
        ({"recipients": ["@slack-payments"]}, "recipients: '@slack-payments' begins with an @"),
        ({"recipients": ["a", "a"]}, "recipients: 2 recipients"),
        ({"recipients": ..., "conditional_recipients": {"conditions": []}}, "conditional_recipients: 0 conditions"),
        (
            {"recipients": ..., "conditional_recipients": {"conditions": [{"recipients": ["a"]}]}},
            "conditions.scope: is missing",
        ),
    ],
)
def test_says_what_datadog_would_refuse(attributes: dict[str, Any], seen: str) -> None:
    assert wrong(**attributes) == [seen]
