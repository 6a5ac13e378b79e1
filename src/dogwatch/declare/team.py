"""Who answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from dogwatch.declare.several import several
from dogwatch.place import Place, here

Handles = tuple[str, ...]


def _handles(value: str | Iterable[str] | None) -> Handles:
    return () if value is None else several(value)


def _by_environment(value: Mapping[str, str | Iterable[str]] | None) -> Mapping[str, Handles]:
    """The handles of each environment; what names no environment stands under none, for `check` to find."""
    if value is None:
        return {}
    named: Mapping[Any, Any] = value if isinstance(value, Mapping) else {"": value}
    return {env: _handles(handles) for env, handles in named.items()}


@attrs.frozen
class Team:
    """A team and the handles that reach it, each argument one handle or several.

    `page` wakes somebody, and `escalate` is told as well when such an alert goes on; `notify` is a channel that hears
    everything, `email` the addresses for tiers that are mailed instead. Outside production nobody is told but those
    whom `elsewhere` names by environment, `{"staging": "@slack-payments-staging"}`: they hear everything there.
    `github` is the team or the user there that reviews changes of its features. `custom_metrics` is how many of them
    its features may make together.
    """

    name: str
    page: Handles = attrs.field(default=None, converter=_handles, kw_only=True)
    notify: Handles = attrs.field(default=None, converter=_handles, kw_only=True)
    email: Handles = attrs.field(default=None, converter=_handles, kw_only=True)
    escalate: Handles = attrs.field(default=None, converter=_handles, kw_only=True)
    elsewhere: Mapping[str, Handles] = attrs.field(default=None, converter=_by_environment, kw_only=True, hash=False)
    github: str | None = attrs.field(default=None, kw_only=True)
    custom_metrics: int | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)
