"""Notes and free texts."""

from __future__ import annotations

from dataclasses import dataclass

from dogwatch.draw.data import Body, Data
from dogwatch.draw.variables import filled_text
from dogwatch.draw.view import View

from .heading import Heading, heading


@dataclass(frozen=True)
class Note:
    """Markdown, or with `is_plain` a text as it stands."""

    heading: Heading
    text: str
    is_plain: bool
    background: str
    align: str


def note(definition: Body, data: Data, view: View) -> Note:
    """The figure of a note, in which variables stand for what they are now."""
    text = filled_text(str(definition.get("content") or ""), view.choices)
    return Note(
        heading(definition, view),
        text,
        False,
        str(definition.get("background_color") or "white"),
        str(definition.get("text_align") or "left"),
    )


def free_text(definition: Body, data: Data, view: View) -> Note:
    """The figure of a free text, which is no Markdown."""
    text = filled_text(str(definition.get("text") or ""), view.choices)
    return Note(heading(definition, view), text, True, "transparent", str(definition.get("text_align") or "left"))
