"""Colours by condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

from .shape import Argument
from .widget import said

# v1 API description, WidgetPalette.
Palette: TypeAlias = Literal[
    "black_on_light_green",
    "black_on_light_red",
    "black_on_light_yellow",
    "blue",
    "custom_bg",
    "custom_image",
    "custom_text",
    "gray_on_white",
    "green",
    "green_on_white",
    "grey",
    "orange",
    "red",
    "red_on_white",
    "white_on_gray",
    "white_on_green",
    "white_on_red",
    "white_on_yellow",
    "yellow_on_white",
]

_CONDITION = re.compile(
    r"\s*(?P<comparator>>=|<=|>|<|=)\s*(?P<value>-?\d+(?P<rest>\.\d+)?(?P<exponent>[eE][+-]?\d+)?)\s*"
)


@attrs.frozen
class Format(Argument):
    """Colours for values that fulfil a condition: `Format("> 0.01", "white_on_red")`.

    The colours of the palettes `custom_bg` and `custom_text` are those given, as in "#ff0000"; `custom_image` shows
    the picture at `image_url`. `timeframe` is a span of its own for the value that is compared.
    """

    condition: str
    palette: Palette
    custom_bg_color: str | None = attrs.field(default=None, kw_only=True)
    custom_fg_color: str | None = attrs.field(default=None, kw_only=True)
    hide_value: bool | None = attrs.field(default=None, kw_only=True)
    image_url: str | None = attrs.field(default=None, kw_only=True)
    metric: str | None = attrs.field(default=None, kw_only=True)
    timeframe: str | None = attrs.field(default=None, kw_only=True)


# Formats, of which the first that fits counts; as a mapping {"> 0.01": "white_on_red"}.
Formats: TypeAlias = Mapping[str, Palette] | Iterable[Format]


def written_formats(formats: Formats | None) -> list[dict[str, Any]]:
    """Formats as Datadog writes them. Raises ValueError for what is no condition."""
    if isinstance(formats, Mapping):
        formats = [Format(condition, palette) for condition, palette in formats.items()]
    return [_written(format) for format in formats or ()]


def _written(format: Format) -> dict[str, Any]:
    match = _CONDITION.fullmatch(format.condition)
    if match is None:
        raise ValueError(f"{format.condition!r} is no condition; write a comparison with a number, as in '> 0.01'")
    number = float(match["value"]) if match["rest"] or match["exponent"] else int(match["value"])
    rest = {name: value for name, value in attrs.asdict(format).items() if name != "condition"}
    return said({"comparator": match["comparator"], "value": number, **rest})
