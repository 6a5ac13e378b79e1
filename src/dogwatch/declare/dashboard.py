"""A dashboard as people declare it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import attrs

from dogwatch.declare.declaration import Declaration, texts
from dogwatch.declare.several import several
from dogwatch.declare.widgets.widget import Item
from dogwatch.declare.wrong import Wrong

if TYPE_CHECKING:
    from dogwatch.declare.surroundings import Surroundings

# What the widgets are, or a function that says so once it is known what else the catalog declares.
Widgets: TypeAlias = "Iterable[Item] | Callable[[Surroundings], Iterable[Item]]"


@attrs.frozen
class TemplateVariable:
    """A variable of a dashboard: `$region` in queries stands for a tag `region:…` that people choose at the top.

    `prefix` is the key of the tag, the name itself unless it is given. `defaults` are the values at first, of which
    each matches; `available` limits what can be chosen.
    """

    name: str
    prefix: str | None = attrs.field(default=None, kw_only=True)
    defaults: tuple[str, ...] = attrs.field(default=("*",), converter=texts, kw_only=True)
    available: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)


@attrs.frozen
class Preset:
    """A saved view: a name for values of the variables, `Preset("EU", {"region": "eu"})`."""

    name: str
    values: Mapping[str, str | Iterable[str]]


def _variables(value: Iterable[TemplateVariable]) -> tuple[TemplateVariable, ...]:
    return several(value)


def _presets(value: Iterable[Preset]) -> tuple[Preset, ...]:
    return several(value)


def _widgets(value: Any) -> Any:
    return value if callable(value) or isinstance(value, Wrong) else several(value)


@attrs.frozen
class Tab:
    """Widgets behind a name at the top of a dashboard, `Tab("Errors", [...])`; a function will do too."""

    name: str
    widgets: Widgets = attrs.field(default=(), converter=_widgets)


def _tabs(value: Iterable[Tab]) -> tuple[Tab, ...]:
    return several(value)


@attrs.frozen
class Dashboard(Declaration):
    """A dashboard of a feature, or of a team where no feature is concerned.

    `widgets` are made by the functions of `dogwatch.widgets`, or are definitions in Datadog's own form; they are laid
    out in rows. A function instead of a list is called with the dashboard's surroundings when everything else is known.
    `tabs` in the place of `widgets` hold them behind names, in this order.
    `$env` and `$service` are variables of every dashboard; `variables` adds others, or says their defaults. `body` is a
    whole dashboard in Datadog's own form, such as one exported from its interface; the other arguments win over it.
    `linked` says that messages of its feature's monitors link to it.
    """

    kind: ClassVar[str] = "dashboard"

    title: str = attrs.field(default="", kw_only=True)
    widgets: Widgets = attrs.field(default=(), converter=_widgets, kw_only=True)
    tabs: tuple[Tab, ...] = attrs.field(default=(), converter=_tabs, kw_only=True)
    variables: tuple[TemplateVariable, ...] = attrs.field(default=(), converter=_variables, kw_only=True)
    presets: tuple[Preset, ...] = attrs.field(default=(), converter=_presets, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)
    linked: bool = attrs.field(default=False, kw_only=True)
