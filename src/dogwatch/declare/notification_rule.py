"""Who is told of what monitors say, besides those whom their messages name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import attrs

from dogwatch.declare.declaration import Declaration, texts
from dogwatch.declare.several import several

Handles = tuple[str, ...]


def _handles(value: str | Iterable[str]) -> Handles:
    return several(value)


def _conditions(value: Mapping[str, str | Iterable[str]] | None) -> tuple[tuple[str, Handles], ...]:
    """Conditions with whom each tells; what has no conditions stands under none, for `check` to find."""
    if value is None:
        return ()
    named: Mapping[Any, Any] = value if isinstance(value, Mapping) else {"": value}
    return tuple((condition, _handles(handles)) for condition, handles in named.items())


@attrs.frozen
class NotificationRule(Declaration):
    """Tells `tells` of every monitor that has certain tags: `NotificationRule("payments", team=payments,
    tells="@slack-payments-all")`.

    Which monitors they are says the feature, else the team, without parts of composites, which tell nobody; or tags in
    `filter`, of which a monitor must have all; or Datadog's search in `scope`, with `$env` in it. Each environment has
    a rule of its own, for its monitors. `when` tells others under conditions, `{"transition_type:is_alert":
    "@pagerduty-Payments"}`; `tells` hear of the rest then. `title` is what the rule is called in Datadog (docs:
    monitors, notification rules).
    """

    kind: ClassVar[str] = "notification_rule"

    tells: Handles = attrs.field(default=(), converter=_handles, kw_only=True)
    when: tuple[tuple[str, Handles], ...] = attrs.field(default=None, converter=_conditions, kw_only=True)
    filter: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    scope: str | None = attrs.field(default=None, kw_only=True)
    title: str | None = attrs.field(default=None, kw_only=True)
