"""A powerpack as people declare it: widgets that many dashboards show, kept once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from dogwatch.declare.dashboard import TemplateVariable
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.several import several
from dogwatch.declare.widgets.widget import Item


def _widgets(value: Any) -> tuple[Any, ...]:
    return several(value)


def _variables(value: Iterable[TemplateVariable]) -> tuple[TemplateVariable, ...]:
    return several(value)


@attrs.frozen
class Powerpack(Declaration):
    """A group of widgets for many dashboards: `Powerpack("queue", team=payments, title="The queue", widgets=[...])`,
    shown by `widgets.powerpack("The queue", queue)`. People find it in Datadog among the widgets that can be added.

    `widgets` are laid out in rows; none of them is a group. `variables` stand in their queries as on a dashboard, whose
    own they follow, or have values where it is shown (docs: dashboards, powerpacks). A change here shows on every
    dashboard that has it. Datadog takes eight tags, of which dogwatch writes up to four.
    """

    kind: ClassVar[str] = "powerpack"

    title: str = attrs.field(kw_only=True)
    widgets: tuple[Item, ...] = attrs.field(converter=_widgets, kw_only=True)
    variables: tuple[TemplateVariable, ...] = attrs.field(default=(), converter=_variables, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)
    show_title: bool = attrs.field(default=True, kw_only=True)
