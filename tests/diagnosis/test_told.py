from __future__ import annotations

from typing import Any

from dogwatch.diagnosis import told_by
from dogwatch.kinds import Resource
from dogwatch.place import Place


def resource(kind: str, key: str, **body: Any) -> Resource:
    return Resource(kind, key, body, Place("features.py", 1))


def test_messages_tell_whom_they_name_in_any_block() -> None:
    message = "{{#is_alert}}@pagerduty-Payments{{/is_alert}} {{^is_alert}}@slack-payments{{/is_alert}}"
    found = told_by([resource("monitor", "shop/errors", message=message)])
    assert found == {"@pagerduty-Payments": ["shop/errors"], "@slack-payments": ["shop/errors"]}


def test_each_thing_that_tells_is_named_once_by_handle() -> None:
    escalated = {"escalation_message": "@slack-payments @slack-boss"}
    found = told_by(
        [
            resource("monitor", "shop/errors", message="@slack-payments @slack-payments", options=escalated),
            resource("synthetic_test", "shop/home", message="down @slack-payments"),
            resource("dashboard", "shop/page", description="@slack-nobody", widgets=[]),
            resource("monitor", "shop/quiet", message=""),
        ]
    )
    assert found == {"@slack-payments": ["shop/errors", "shop/home"], "@slack-boss": ["shop/errors"]}


def test_rules_tell_recipients_that_have_no_at() -> None:
    conditions = [{"scope": "transition_type:is_alert", "recipients": ["team-payments"]}]
    told = {"conditional_recipients": {"conditions": conditions, "fallback_recipients": ["ann@example.com"]}}
    plain = resource("notification_rule", "shop/rule", attributes={"recipients": ["slack-finance"]})
    found = told_by([plain, resource("notification_rule", "shop/conditional", attributes=told)])
    assert list(found) == ["@slack-finance", "@ann@example.com", "@team-payments"]
