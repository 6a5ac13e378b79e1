"""What every figure has above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dogwatch.draw.data import Body
from dogwatch.draw.variables import filled_text
from dogwatch.draw.view import View


@dataclass(frozen=True)
class Heading:
    """`kind` is the widget's type, `span` its own time where it has one."""

    title: str
    kind: str
    span: str = ""


def heading(definition: Body, view: View) -> Heading:
    title = definition.get("title")
    text = filled_text(title, view.choices) if isinstance(title, str) else ""
    return Heading(text, str(definition.get("type") or "widget"), _span(definition.get("time")))


def _span(time: Any) -> str:
    if not isinstance(time, dict):
        return ""
    if isinstance(time.get("live_span"), str):
        return str(time["live_span"])
    value, unit = time.get("value"), time.get("unit")
    return f"{value} {unit}{'s' if value != 1 else ''}" if value and unit else ""
