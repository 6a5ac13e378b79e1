"""A monitor as people declare it, by hand or in a policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from dogwatch.declare.feature import Feature
from dogwatch.declare.recording import record
from dogwatch.declare.several import several
from dogwatch.declare.team import Team
from dogwatch.place import Place, here
from dogwatch.query import MetricAlert


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen
class Monitor:
    """A monitor of a feature, or of a team where no feature is concerned.

    `query` is an expression of `dogwatch.query` or Datadog's text; the text says `$env` in its scope where the
    environment belongs. `title` and `what` say in words what it means when it alerts; `what` may use Datadog's
    `{{value}}` and its like. `warn` is the milder threshold. `options` are Datadog's own, added to what dogwatch
    writes; `body` holds further fields of Datadog's, such as `restricted_roles`. `pages` overrides whether it may wake
    somebody; `environments` limits it to these.
    """

    name: str
    query: MetricAlert | str = attrs.field(kw_only=True)
    title: str = attrs.field(kw_only=True)
    what: str = attrs.field(kw_only=True)
    feature: Feature | None = attrs.field(default=None, kw_only=True)
    team: Team | str | None = attrs.field(default=None, kw_only=True)
    service: str | None = attrs.field(default=None, kw_only=True)
    type: str = attrs.field(default="query alert", kw_only=True)
    warn: float | None = attrs.field(default=None, kw_only=True)
    priority: int | None = attrs.field(default=None, kw_only=True)
    pages: bool = attrs.field(default=True, kw_only=True)
    environments: tuple[str, ...] = attrs.field(default=(), converter=_texts, kw_only=True)
    tags: tuple[str, ...] = attrs.field(default=(), converter=_texts, kw_only=True)
    options: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    body: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        record(self)

    @property
    def path(self) -> str:
        """The part of its key below the catalog: `checkout/latency-p95`, or the name alone without a feature."""
        return f"{self.feature.name}/{self.name}" if isinstance(self.feature, Feature) else self.name

    @property
    def owner(self) -> Team | str | None:
        """Its own team, else the feature's."""
        return self.team or (self.feature.team if isinstance(self.feature, Feature) else None)
