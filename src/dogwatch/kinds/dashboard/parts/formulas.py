"""Formulas over the queries of a request."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.formats import WidgetConditionalFormat, WidgetNumberFormat
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class WidgetFormulaCellDisplayModeOptions(Part):
    trend_type: Literal["area", "bars", "line"] = ABSENT
    y_scale: Literal["independent", "shared"] = ABSENT


class WidgetFormulaLimit(Part):
    count: int = ABSENT
    order: Literal["asc", "desc"] = ABSENT


class WidgetFormulaStyle(Part):
    palette: str = ABSENT
    palette_index: int = ABSENT


class WidgetFormula(Part):
    formula: str
    alias: str = ABSENT
    cell_display_mode: Literal["bar", "number", "trend"] = ABSENT
    cell_display_mode_options: WidgetFormulaCellDisplayModeOptions = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    limit: WidgetFormulaLimit = ABSENT
    number_format: WidgetNumberFormat = ABSENT
    style: WidgetFormulaStyle = ABSENT
