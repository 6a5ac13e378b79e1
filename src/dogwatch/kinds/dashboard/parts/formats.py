"""Formats of numbers and cells: units, and colours by condition."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class WidgetConditionalFormat(Part):
    palette: Literal[
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
        "transparent_to_green",
        "white_on_gray",
        "white_on_green",
        "white_on_red",
        "white_on_yellow",
        "yellow_on_white",
    ]
    comparator: Literal["<", "<=", "=", ">", ">="] = ABSENT
    custom_bg_color: str = ABSENT
    custom_fg_color: str = ABSENT
    hide_value: bool = ABSENT
    image_url: str = ABSENT
    metric: str = ABSENT
    timeframe: str = ABSENT
    value: int | float = ABSENT
    type: Literal["range"] = ABSENT


class NumberFormatUnit(Part):
    per_unit_name: str = ABSENT
    type: Literal["canonical_unit", "custom_unit_label"] = ABSENT
    unit_name: str = ABSENT
    label: Annotated[str, Meta(max_length=12, min_length=1)] = ABSENT


class NumberFormatUnitScale(Part):
    type: Literal["canonical_unit"] = ABSENT
    unit_name: str = ABSENT


class WidgetNumberFormat(Part):
    unit: NumberFormatUnit = ABSENT
    unit_scale: NumberFormatUnitScale = ABSENT


class TableWidgetTextFormatMatch(Part):
    type: Literal["contains", "does_not_contain", "ends_with", "is", "is_not", "starts_with"]
    value: str


class TableWidgetTextFormatReplaceAll(Part, tag_field="type", tag="all"):
    with_: str = field(name="with")


class TableWidgetTextFormatReplaceSubstring(Part, tag_field="type", tag="substring"):
    substring: str
    with_: str = field(name="with")


TableWidgetTextFormatReplace: TypeAlias = TableWidgetTextFormatReplaceAll | TableWidgetTextFormatReplaceSubstring


class TableWidgetTextFormatRule(Part):
    match: TableWidgetTextFormatMatch
    custom_bg_color: str = ABSENT
    custom_fg_color: str = ABSENT
    palette: Literal[
        "black_on_light_green",
        "black_on_light_red",
        "black_on_light_yellow",
        "custom_bg",
        "custom_text",
        "green_on_white",
        "red_on_white",
        "white_on_green",
        "white_on_red",
        "white_on_yellow",
        "yellow_on_white",
    ] = ABSENT
    replace: TableWidgetTextFormatReplace = ABSENT
