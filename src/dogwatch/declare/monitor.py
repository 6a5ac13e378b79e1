"""A monitor as people declare it, by hand or in a policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from dogwatch.declare.declaration import Declaration
from dogwatch.declare.tier import Renotify
from dogwatch.query import MetricAlert, SloAlert


@attrs.frozen
class Monitor(Declaration):
    """A monitor of a feature, or of a team where no feature is concerned.

    `query` is an expression of `dogwatch.query` or Datadog's text; the text says `$env` in its scope where the
    environment belongs, and `${monitor:shop/checkout/errors}` where an id does. `title` and `what` say in words what it
    means when it alerts, `absence` what it means when no data comes; all may use Datadog's `{{value}}` and its like.
    `warn` is the milder threshold. `options` are Datadog's own, added to what dogwatch writes, and win over it. With
    `tells=False` it is only part of a composite and tells nobody. `message` is the whole text that Datadog sends,
    instead of the one that dogwatch writes of `what`; whom it tells stands in it.

    `pages`, `priority` and `renotify` take the place of what its tier says, in production; `priority` is Datadog's.
    `milder` says by how much its alerts matter less than the feature's most urgent ones: it is added to the tier's
    priority, up to 5, and above zero the tier does not have it told again.
    """

    kind: ClassVar[str] = "monitor"

    query: MetricAlert | SloAlert | str = attrs.field(kw_only=True)
    title: str = attrs.field(kw_only=True)
    what: str = attrs.field(default="", kw_only=True)
    message: str | None = attrs.field(default=None, kw_only=True)
    type: str = attrs.field(default="query alert", kw_only=True)
    warn: float | None = attrs.field(default=None, kw_only=True)
    absence: str = attrs.field(default="", kw_only=True)
    pages: bool | None = attrs.field(default=None, kw_only=True)
    priority: int | None = attrs.field(default=None, kw_only=True)
    renotify: Renotify | None = attrs.field(default=None, kw_only=True)
    milder: int = attrs.field(default=0, kw_only=True)
    tells: bool = attrs.field(default=True, kw_only=True)
    options: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
