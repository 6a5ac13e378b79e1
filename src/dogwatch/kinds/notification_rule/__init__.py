"""Notification rules: who is told of what monitors say, besides those whom their messages name."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.notification_rule import compare
from dogwatch.kinds.notification_rule.compare import marked as marked_rule
from dogwatch.kinds.notification_rule.fields import problems
from dogwatch.kinds.notification_rule.wire import RULES

__all__ = ["NOTIFICATION_RULE", "marked_rule"]

# Nothing refers to a rule.
NOTIFICATION_RULE = ListedKind(
    "notification_rule",
    RULES,
    compare,
    problems,
    lambda found: 7,
    lists=RULES,
    marks=compare,
    is_filtered=False,
    is_optional=True,
)
