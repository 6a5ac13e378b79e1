"""Template variables and their saved views, as they are compared.

`default` and `value` are the older spelling of `defaults` and `values` (Datadog's v1 API description); a variable
without a default shows everything. Datadog sorts saved views by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body, FieldChange

from .canonical import in_one_order, without

_DEFAULTS: Mapping[str, Any] = {"available_values": [], "defaults": ["*"], "type": "filter"}


def variable_changes(declared: Body, found: Body) -> Iterator[FieldChange]:
    """How the variables differ, whose order is the one in which they are shown, and the saved views."""
    before, after = (list(map(_variable, body.get("template_variables") or ())) for body in (found, declared))
    if not same(before, after):
        yield FieldChange("template_variables", before, after)
    before, after = (_views(body.get("template_variable_presets") or ()) for body in (found, declared))
    if not same(before, after):
        yield FieldChange("template_variable_presets", before, after)


def variables_said(found: Body) -> list[Body]:
    """The found variables in today's spelling, without defaults."""
    return list(map(_variable, found.get("template_variables") or ()))


def views_said(found: Body) -> list[Any]:
    """The found saved views in today's spelling, in one order."""
    return _views(found.get("template_variable_presets") or ())


def _variable(variable: Mapping[str, Any]) -> Body:
    return without(_in_plural(variable, "default", "defaults"), _DEFAULTS)


def _views(presets: Any) -> list[Any]:
    return in_one_order({**preset, "template_variables": _values(preset)} for preset in presets)


def _values(preset: Mapping[str, Any]) -> list[Any]:
    values = preset.get("template_variables") or ()
    return in_one_order(_in_plural(value, "value", "values") for value in values)


def _in_plural(variable: Mapping[str, Any], one: str, several: str) -> Body:
    shown = {name: value for name, value in variable.items() if name != one}
    if variable.get(one) is not None:
        shown.setdefault(several, [variable[one]])
    return shown
