"""Conditional formats: which colours a value has by its size."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_COMPARED: Final[Mapping[str, Callable[[float, float], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
}
_PALETTES: Final = frozenset(
    {
        *("blue", "green", "grey", "orange", "red", "gray_on_white", "green_on_white", "red_on_white"),
        *("yellow_on_white", "white_on_gray", "white_on_green", "white_on_red", "white_on_yellow"),
        *("black_on_light_yellow", "black_on_light_green", "black_on_light_red"),
    }
)
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}")


@dataclass(frozen=True)
class Look:
    """A palette by Datadog's name, `""` for none; colours of one's own as `#rrggbb`."""

    palette: str = ""
    ink: str | None = None
    paper: str | None = None
    hides_value: bool = False


PLAIN: Final = Look()


def look(formats: Any, value: float) -> Look:
    """How a value looks: the first format that fits it wins (decided; Datadog's pages do not say)."""
    for format in formats if isinstance(formats, list) else ():
        if isinstance(format, Mapping) and _fits(format, value):
            return _look(format)
    return PLAIN


def _fits(format: Mapping[str, Any], value: float) -> bool:
    compare, bound = _COMPARED.get(str(format.get("comparator"))), format.get("value")
    return compare is not None and isinstance(bound, int | float) and compare(value, bound)


def _look(format: Mapping[str, Any]) -> Look:
    palette = str(format.get("palette") or "")
    ink = format.get("custom_fg_color") if palette == "custom_text" else None
    paper = format.get("custom_bg_color") if palette == "custom_bg" else None
    known = palette if palette in _PALETTES else ""
    return Look(known, _colour(ink), _colour(paper), bool(format.get("hide_value")))


def _colour(text: Any) -> str | None:
    return text if isinstance(text, str) and _COLOUR.fullmatch(text) else None
