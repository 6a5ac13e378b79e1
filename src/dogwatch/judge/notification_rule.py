"""Notification rules: who is told besides those whom a message names (docs: monitors/notify/notification_rules)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from dogwatch.message import Transition

from .matching import matches

_TRANSITION: Final = "transition_type:"
# Whom a condition tells: a search over tags, or a transition, and recipients.
Condition: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class NotificationRule:
    """Tells `recipients` (handles without `@`) of what has all the `tags` and is in the `scope`.

    With `conditions` it tells those of the conditions that hold, or the fallback where none does.
    """

    tags: tuple[str, ...] = ()
    scope: str = ""
    recipients: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    fallback: tuple[str, ...] = ()

    def told(self, tags: Sequence[str], transition: Transition) -> tuple[str, ...]:
        """The recipients of a notification with these tags, those of its monitor and of its group."""
        if not set(self.tags) <= set(tags) or not matches(self.scope, tags):
            return ()
        if not self.conditions:
            return self.recipients
        found = [recipients for scope, recipients in self.conditions if _holds(scope, tags, transition)]
        return tuple(each for recipients in found for each in recipients) if found else self.fallback


def read_notification_rule(attributes: Mapping[str, Any]) -> NotificationRule:
    """The rule that the attributes of Datadog's API say."""
    said, conditional = attributes["filter"], attributes.get("conditional_recipients") or {}
    return NotificationRule(
        tuple(said.get("tags") or ()),
        said.get("scope") or "",
        tuple(attributes.get("recipients") or ()),
        tuple((each["scope"], tuple(each["recipients"])) for each in conditional.get("conditions") or ()),
        tuple(conditional.get("fallback_recipients") or ()),
    )


def recipients_of_rules(
    rules: Iterable[NotificationRule], monitor: Mapping[str, Any], group: Mapping[str, str], transition: Transition
) -> tuple[str, ...]:
    """Whom the rules tell of a transition, each once, without `@`; of a monitor's body, its tags count."""
    tags = [*(monitor.get("tags") or ()), *(f"{key}:{value}" for key, value in group.items())]
    return tuple(dict.fromkeys(_all(rules, tags, transition)))


def _all(rules: Iterable[NotificationRule], tags: list[str], transition: Transition) -> Iterator[str]:
    for rule in rules:
        yield from rule.told(tags, transition)


def _holds(scope: str, tags: Sequence[str], transition: Transition) -> bool:
    if scope.startswith(_TRANSITION):
        return scope.removeprefix(_TRANSITION) in transition.value
    return matches(scope, tags)
