"""Dashboards that people find under one name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.several import several

# What stands for all dashboards of the catalog.
EVERY = "*"

Listed = tuple[Dashboard | str, ...]


def _dashboards(value: Iterable[Dashboard | str]) -> Listed:
    return several(value)


@attrs.frozen
class DashboardList(Declaration):
    """A list of dashboards: `DashboardList("payments", team=payments)`.

    `dashboards` are those in it, or references to them, `"${dashboard:$catalog/checkout/page}"`, or `"*"` for all of
    the catalog; left out, they are those of the feature, else of the team. Of the catalog's dashboards no others are in
    it; what people add of theirs stays. `title` is what the list is called in Datadog (docs: dashboards, lists).
    """

    kind: ClassVar[str] = "dashboard_list"

    dashboards: Listed = attrs.field(default=(), converter=_dashboards, kw_only=True)
    title: str | None = attrs.field(default=None, kw_only=True)
