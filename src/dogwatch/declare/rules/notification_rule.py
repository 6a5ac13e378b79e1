"""What is wrong with notification rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare.notification_rule import NotificationRule
from dogwatch.declare.rules.scope import filter_mistakes, scope_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.message import is_pager, wrong_handle

_TRANSITION = "transition_type:"

Said = Iterator[tuple[str, tuple[str, str]]]


def notification_rule_mistakes(rule: NotificationRule, production: Iterable[str]) -> Iterator[Mistake]:
    """Whom it tells, of what, and under which conditions."""
    for argument, (seen, remedy) in _arguments(rule, set(production)):
        subject = f"notification_rule {rule.name}: {argument}"
        yield Mistake(argument_place(rule.place, argument), subject, seen, remedy)


def _arguments(rule: NotificationRule, production: set[str]) -> Said:
    if not rule.tells and not rule.when:
        yield "tells", ("it tells nobody", 'write whom, as in tells="@slack-payments"')
    if rule.title is not None and (not isinstance(rule.title, str) or not rule.title.strip()):
        yield "title", (f"{rule.title!r} says nothing", "write what the rule is called, or leave it out")
    if rule.filter and rule.scope is not None:
        yield "scope", ("it has a filter= as well", "leave one of them out")
    yield from (("filter", said) for said in filter_mistakes(rule.filter))
    if rule.scope is not None:
        yield from (("scope", said) for said in scope_mistakes(rule.scope, is_limited=bool(rule.environments)))
    yield from _told(rule, production)


def _told(rule: NotificationRule, production: set[str]) -> Said:
    by_argument = [("tells", rule.tells), *(("when", handles) for _, handles in rule.when)]
    for condition, _ in rule.when:
        yield from (("when", said) for said in _condition(condition))
    is_everywhere = not rule.environments or not set(rule.environments) <= production
    for argument, handles in by_argument:
        for handle in handles:
            if wrong := wrong_handle(handle):
                yield argument, wrong
            elif is_everywhere and is_pager(handle):
                seen = f"{handle!r} would wake somebody from every environment, staging too"
                yield argument, (seen, f"limit the rule, as in environments={min(production, default='prod')!r}")


def _condition(condition: object) -> Iterator[tuple[str, str]]:
    """A transition, or one tag (v2 API description)."""
    if not isinstance(condition, str) or ":" not in condition.strip(":") or " " in condition:
        remedy = f"write a transition or a tag, as in {{'{_TRANSITION}is_alert': '@slack-payments'}}"
        yield f"{condition!r} is no condition", remedy
