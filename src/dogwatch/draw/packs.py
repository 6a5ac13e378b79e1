"""A powerpack on a dashboard: the group that it stands for, with the variables that it has there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .data import Body
from .variables import Choice, choices
from .view import View

# What the dashboard says in the place of the powerpack.
_OWN = ("title", "show_title", "background_color")


def unpacked(definition: Body, powerpack: Callable[[str], Body | None], view: View) -> tuple[Body, View]:
    """The group in the place of a widget that shows a powerpack, and how it is looked at there; the widget itself where
    the powerpack is unknown.

    `powerpack` gives the attributes of one by its id. Its variables have the values that the widget names, follow those
    of the dashboard (`$env`), or else are as the powerpack has them.
    """
    attributes = powerpack(str(definition.get("powerpack_id")))
    group = attributes and (attributes.get("group_widget") or {}).get("definition")
    if not attributes or not isinstance(group, Mapping):
        return definition, view
    own = {name: definition[name] for name in _OWN if name in definition}
    held = {**choices(attributes, {}), **dict(_controlled(definition.get("template_variables"), view.choices))}
    return {**group, **own, "type": "group"}, replace(view, choices={**view.choices, **held})


def _controlled(variables: Any, outer: Mapping[str, Choice]) -> Iterator[tuple[str, Choice]]:
    said = variables if isinstance(variables, Mapping) else {}
    for place in ("controlled_by_powerpack", "controlled_externally"):
        for each in said.get(place) or ():
            match each:
                case {"name": str(name), "values": [_, *_] as values}:
                    yield name, Choice(name, each.get("prefix"), tuple(_values(map(str, values), outer)))


def _values(values: Iterable[str], outer: Mapping[str, Choice]) -> Iterator[str]:
    for value in values:
        followed = outer.get(value.removeprefix("$")) if value.startswith("$") else None
        yield from followed.values if followed else (value,)
