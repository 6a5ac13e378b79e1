from typing import Any

import pytest

from dogwatch.judge.notification_rule import NotificationRule, read_notification_rule, recipients_of_rules
from dogwatch.message import Transition

# The documented table, but for its last row, which names a handle that no rule has.
RULES = [
    NotificationRule(("team:shopist", "service:web-store"), recipients=("slack-channel1", "jira-project")),
    NotificationRule(("team:shopist",), recipients=("jira-project",)),
    NotificationRule(("service:web-store",), recipients=("jira-project",)),
    NotificationRule(("service:web-store", "env:prod"), recipients=("user@datadoghq.com",)),
    NotificationRule(("service:web-store", "env:dev"), recipients=("jira-project",)),
]


@pytest.mark.parametrize(
    ("tags", "told"),
    [
        (["team:shopist", "service:web-store"], ["slack-channel1", "jira-project"]),
        (["team:shopist"], ["jira-project"]),
        (["service:web-store"], ["jira-project"]),
        (["service:web-store", "env:prod"], ["jira-project", "user@datadoghq.com"]),
        (["service:web-store", "env:dev"], ["jira-project"]),
        (["team:else"], []),
    ],
)
def test_the_documented_table(tags: list[str], told: list[str]):
    assert list(recipients_of_rules(RULES, {"tags": tags}, {}, Transition.ALERT)) == told


def test_tags_of_the_group_count_as_those_of_the_monitor():
    found = recipients_of_rules(RULES, {"tags": ["service:web-store"]}, {"env": "prod"}, Transition.RECOVERY)
    assert found == ("jira-project", "user@datadoghq.com")


def rule(**changes: Any) -> NotificationRule:
    return read_notification_rule({"name": "a", "filter": {"tags": ["a:b"]}, "recipients": ["x"], **changes})


def test_a_scope_is_a_search():
    scoped = rule(filter={"scope": "service:(foo OR bar) AND team:test NOT environment:staging"})
    assert scoped.told(["service:bar", "team:test"], Transition.ALERT) == ("x",)
    assert scoped.told(["service:bar", "team:test", "environment:staging"], Transition.ALERT) == ()


def conditional() -> NotificationRule:
    conditions = [
        {"scope": "transition_type:is_alert", "recipients": ["pagerduty"]},
        {"scope": "transition_type:is_recovery", "recipients": ["slack-a", "slack-b"]},
        {"scope": "env:dev", "recipients": ["slack-dev"]},
    ]
    several = {"conditions": conditions, "fallback_recipients": ["mail"]}
    return rule(recipients=None, conditional_recipients=several)


@pytest.mark.parametrize(
    ("transition", "env", "told"),
    [
        (Transition.ALERT, "prod", ("pagerduty",)),
        (Transition.RENOTIFY, "prod", ("pagerduty",)),
        (Transition.WARNING_RECOVERY, "prod", ("slack-a", "slack-b")),
        (Transition.WARNING, "dev", ("slack-dev",)),
        (Transition.ALERT, "dev", ("pagerduty", "slack-dev")),
        (Transition.NO_DATA, "prod", ("mail",)),
    ],
)
def test_conditions_that_hold_tell_and_else_the_fallback(transition: Transition, env: str, told: tuple[str, ...]):
    assert conditional().told(["a:b", f"env:{env}"], transition) == told
    assert conditional().told([f"env:{env}"], transition) == ()
