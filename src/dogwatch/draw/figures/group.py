"""A group: what is in it has figures of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dogwatch.draw.data import Body, Data
from dogwatch.draw.view import View

from .heading import Heading, heading

_COLOURS: Final = frozenset(
    {"blue", "gray", "green", "orange", "pink", "purple", "white", "yellow", "vivid_blue", "vivid_green"}
    | {"vivid_orange", "vivid_pink", "vivid_purple", "vivid_yellow"}
)


@dataclass(frozen=True)
class Group:
    """`colour` is that of its title by Datadog's name, `""` for none."""

    heading: Heading
    colour: str


def group(definition: Body, data: Data, view: View) -> Group:
    """The figure of a group, without what is in it."""
    above = heading(definition, view)
    if definition.get("show_title") is False:
        above = Heading("", above.kind, above.span)
    colour = str(definition.get("background_color") or "")
    return Group(above, colour if colour in _COLOURS else "")
