"""From a declared notification rule to the body that Datadog shall store."""

from __future__ import annotations

from collections.abc import Sequence

from dogwatch.declare.notification_rule import NotificationRule
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Body, Resource, marked_rule
from dogwatch.names import TELLS_NOBODY


def notification_rule_resource(rule: NotificationRule, setting: Setting) -> Resource:
    """The rule of an environment."""
    key = setting.key_of(rule)
    attributes: Body = {
        **rule.body,
        "name": marked_rule(rule.title or rule.name, setting.mark_line(rule)),
        "filter": _filter(rule, setting),
        **_told(rule),
    }
    return Resource(rule.kind, key, {"type": "monitor-notification-rule", "attributes": attributes}, rule.place)


def _filter(rule: NotificationRule, setting: Setting) -> Body:
    if rule.scope is not None:
        return {"scope": rule.scope.replace("$env", setting.env)}
    if rule.filter:
        return {"tags": [*rule.filter, f"env:{setting.env}"]}
    owned = [*setting.owner_tags(rule), f"env:{setting.env}"]
    # Parts of composites have the owner's tags too, and tell nobody.
    return {"scope": f"{' AND '.join(owned)} AND NOT {TELLS_NOBODY}"}


def _told(rule: NotificationRule) -> Body:
    """Datadog wants recipients without the @ that they have in messages."""
    if not rule.when:
        return {"recipients": _bare(rule.tells)}
    conditions = [{"scope": condition, "recipients": _bare(handles)} for condition, handles in rule.when]
    rest = {"fallback_recipients": _bare(rule.tells)} if rule.tells else {}
    return {"conditional_recipients": {"conditions": conditions, **rest}}


def _bare(handles: Sequence[str]) -> list[str]:
    return [handle.removeprefix("@") for handle in handles]
