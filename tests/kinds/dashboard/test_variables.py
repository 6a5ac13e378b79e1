from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.dashboard.variables import variable_changes


def paths(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in variable_changes(declared, found)]


def variables(*written: dict[str, Any]) -> dict[str, Any]:
    return {"template_variables": list(written)}


def views(*written: dict[str, Any]) -> dict[str, Any]:
    return {"template_variable_presets": list(written)}


def test_no_variables_are_an_empty_list_or_null() -> None:
    assert paths({}, {"template_variables": None, "template_variable_presets": []}) == []


@pytest.mark.parametrize(
    "found",
    [
        {"name": "env", "prefix": "env", "defaults": ["*"]},
        {"name": "env", "prefix": "env", "default": "*", "available_values": []},
        {"name": "env", "prefix": "env", "available_values": None, "type": "filter"},
    ],
)
def test_spellings_of_one_variable_are_the_same(found: dict[str, Any]) -> None:
    assert paths(variables({"name": "env", "prefix": "env"}), variables(found)) == []


def test_a_changed_variable_and_another_order_are_changes() -> None:
    env, service = {"name": "env", "prefix": "env"}, {"name": "service", "prefix": "service"}
    assert paths(variables(env), variables({**env, "default": "prod"})) == ["template_variables"]
    assert paths(variables(env, service), variables(service, env)) == ["template_variables"]


def test_the_order_of_saved_views_and_of_their_values_says_nothing() -> None:
    a = {"name": "a", "template_variables": [{"name": "x", "values": ["1"]}, {"name": "y", "value": "2"}]}
    b = {"name": "b", "template_variables": [{"name": "x", "values": ["1"]}]}
    turned = {"name": "a", "template_variables": [{"name": "y", "values": ["2"]}, {"name": "x", "value": "1"}]}
    assert paths(views(a, b), views(b, turned)) == []
    assert paths(views(a), views(b)) == ["template_variable_presets"]
