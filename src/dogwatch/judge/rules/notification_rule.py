"""The rules of notification rules."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Rule

_PAGE = "monitors/notify/notification_rules"

RULES: Final = (
    Rule("filter-of-a-rule", "exact", "all its tags, or its scope, among the tags of monitor and group", _PAGE),
    Rule("recipients-once", "exact", "of several rules that match, and of the message, each is told once", _PAGE),
    Rule(
        "conditional-recipients",
        "approximate",
        "those of all conditions that hold, the fallback where none does; `transition_type:` takes the names of the"
        " blocks of messages",
        "api: MonitorNotificationRuleCondition",
    ),
    Rule("bundles", "absent", "`bundle_config` is kept, notifications are not bundled"),
)

TABLES: Final = {"Notification rules": RULES}
