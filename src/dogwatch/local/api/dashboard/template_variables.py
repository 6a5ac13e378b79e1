"""The checks on a dashboard's template variables and on saved views of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors

TYPES = ("filter", "group")


def check(sent: object) -> None:
    """Refuses (400) variables without a name, with two forms of defaults, or with an empty default."""
    for variable in _objects(sent):
        if not isinstance(variable.get("name"), str):
            raise errors.template_variables(variable)
        if variable.get("default") is not None and variable.get("defaults") is not None:
            raise errors.template_variables(variable)
        if "" in _texts(variable, "defaults"):
            raise errors.Refused(400, errors.EMPTY_DEFAULT)
        _texts(variable, "available_values")


def check_presets(sent: object) -> None:
    """Refuses (400) a saved view in which a variable has both `value` and `values` (recorded)."""
    for preset in _objects(sent):
        for variable in _objects(preset.get("template_variables")):
            if variable.get("value") is not None and variable.get("values") is not None:
                raise errors.template_variables(variable)


def _objects(sent: object) -> list[dict[str, Any]]:
    if sent is None:
        return []
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise errors.template_variables(sent)
    return sent


def _texts(variable: Mapping[str, Any], name: str) -> list[str]:
    values = variable.get(name)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise errors.template_variables(variable)
    return values
