"""A widget before it has a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import attrs

from dogwatch.errors import Mistake

COLUMNS = 12

# Columns and rows by type, as Datadog's interface proposes them or as dashboards mostly have them.
_SIZES = {
    "check_status": (2, 2),
    "event_stream": (12, 4),
    "free_text": (4, 1),
    "list_stream": (12, 4),
    "manage_status": (6, 4),
    "note": (12, 1),
    "powerpack": (12, 4),
    "query_table": (6, 4),
    "query_value": (2, 2),
    "split_group": (12, 6),
}
_SIZE = (4, 3)


@attrs.frozen
class Widget:
    """A definition in Datadog's own form and the size that the widget wants on the grid.

    `inside` are the widgets of a group, which goes over all columns and is as high as they need. What has a `layout`
    already keeps it. `wrong` says what is wrong with the arguments that it was to be made of, and then it is empty.
    `is_printed` says that dogwatch printed every query of the definition itself, so that none has to be read.
    """

    definition: Mapping[str, Any]
    columns: int = attrs.field(kw_only=True)
    height: int = attrs.field(kw_only=True)
    inside: tuple[Widget, ...] | None = attrs.field(default=None, kw_only=True)
    layout: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    id: Any = attrs.field(default=None, kw_only=True)
    wrong: tuple[Mistake, ...] = attrs.field(default=(), kw_only=True)
    is_printed: bool = attrs.field(default=False, kw_only=True, eq=False)

    def at(self, x: float, y: float, width: float, height: float, *, column_break: bool = False) -> Widget:
        """The widget at a place of its own instead of in a row: columns and rows from the top left corner."""
        broken = {"is_column_break": True} if column_break else {}
        return attrs.evolve(self, layout={"x": x, "y": y, "width": width, "height": height, **broken})


# A Widget, or Datadog's own form: a definition with its type, or a widget that holds one.
Item: TypeAlias = Widget | Mapping[str, Any]


def widget(
    definition: Mapping[str, Any],
    *,
    width: int | None = None,
    height: int | None = None,
    inside: Iterable[Item] | None = None,
    **wrapper: Any,
) -> Widget:
    """Any widget by its definition in Datadog's own form: `widget({"type": "topology_map", ...}, width=6)`.

    `inside` are the widgets of a group.
    """
    columns, rows = _SIZES.get(str(definition.get("type")), _SIZE)
    held = None if inside is None else items(inside)
    return Widget(said(definition), columns=width or columns, height=height or rows, inside=held, **wrapper)


def items(written: Iterable[Item]) -> tuple[Widget, ...]:
    """What people wrote as widgets. Raises ValueError for what is none."""
    return tuple(map(_item, written))


def _item(item: Item) -> Widget:
    if isinstance(item, Widget):
        return item
    definition = item.get("definition", item) if isinstance(item, Mapping) else None
    if not isinstance(definition, Mapping) or not isinstance(definition.get("type"), str):
        raise ValueError(f"{item!r} is no widget; write one of dogwatch.widgets, or a definition with its type")
    wrapper = {name: item[name] for name in ("layout", "id") if item is not definition and item.get(name) is not None}
    inside = definition.get("widgets") if definition["type"] == "group" else None
    if inside is None or "layout" in wrapper:
        return widget(definition, **wrapper)
    bare = {name: value for name, value in definition.items() if name != "widgets"}
    return widget(bare, width=COLUMNS, inside=inside, **wrapper)


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields without what was left open."""
    return {name: value for name, value in fields.items() if value is not None}
