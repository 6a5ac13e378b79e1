from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.dashboard.fields import problems

from .bodies import committed, declared, group, note, recorded, timeseries

# A screenboard of the interface before 2018, with no title, no layout and no definitions: the API takes none of it.
NOT_A_DASHBOARD_OF_TODAY = {"integrations-extras-removed/cyral/cyral.json"}

PLACE = {"x": 0, "y": 0, "width": 4, "height": 2}


def paths(body: dict[str, Any]) -> list[str]:
    return [problem.path for problem in problems(body)]


def test_every_dashboard_that_integrations_ship_is_right() -> None:
    bodies = committed()
    wrong = {path for path, body in bodies.items() if problems(body)}

    assert wrong == NOT_A_DASHBOARD_OF_TODAY
    assert len(bodies) > 100


def test_everything_that_datadog_took_or_showed_is_right() -> None:
    rows = recorded("create", "update", "read")
    bodies = [row.get("request") or row["response"] for row in rows]

    assert [body["title"] for body in bodies if problems(body)] == []
    assert len(bodies) > 150


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": 1}, "title"),
        ({"layout_type": "auto"}, "layout_type"),
        ({"widgets": {}}, "widgets"),
        ({"reflow_type": "floating"}, "reflow_type"),
        ({"default_timeframe": "4h"}, "default_timeframe"),
        ({"template_variables": "env"}, "template_variables"),
        ({"template_variables": ["env"]}, "template_variables[0]"),
        ({"template_variables": [{"name": "env", "default": "a", "defaults": ["a"]}]}, "template_variables[0]"),
        ({"template_variables": [{"name": "env", "defaults": [""]}]}, "template_variables[0].defaults"),
        ({"template_variables": [{"name": "env", "defaults": 5}]}, "template_variables[0].defaults"),
        ({"tabs": [{"widget_ids": ["@1"]}]}, "tabs[0]"),
        ({"tabs": [{"name": "a", "widget_ids": True}]}, "tabs[0].widget_ids"),
        ({"widgets": [{"definition": {"type": "note", "widgets": 5}}]}, "widgets[0].definition.widgets"),
        ({"tags": ["env:prod"]}, "tags"),
        ({"tags": [f"team:t{number}" for number in range(6)]}, "tags"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], path: str) -> None:
    assert paths(declared(timeseries("a"))) == []
    assert paths(declared(timeseries("a"), **fields)) == [path]


@pytest.mark.parametrize("name", ["title", "layout_type", "widgets"])
def test_a_missing_field_is_named(name: str) -> None:
    body = declared()
    del body[name]
    assert paths(body) == [name]


def test_a_widget_without_a_definition_is_named_inside_groups_too() -> None:
    assert paths(declared({"type": "note"})) == ["widgets[0]"]
    assert paths(declared(group("g", note("a"), {"definition": {}}))) == ["widgets[0].definition.widgets[1]"]
    assert paths(declared({"definition": {"type": "group", "widgets": None}})) == ["widgets[0].definition.widgets"]


def test_a_fixed_flow_needs_a_layout_for_every_widget() -> None:
    assert paths(declared(note("a"), reflow_type="fixed")) == ["widgets[0].layout"]
    assert paths(declared({**note("a"), "layout": PLACE}, reflow_type="fixed")) == []


@pytest.mark.parametrize(
    ("layout", "path"), [(4, "widgets[0].layout"), ({**PLACE, "width": "4"}, "widgets[0].layout.width")]
)
def test_a_wrong_layout_is_named(layout: Any, path: str) -> None:
    assert paths(declared({**note("a"), "layout": layout})) == [path]


def test_a_body_copied_out_of_datadog_may_hold_what_datadog_set() -> None:
    assert paths(declared(note("a"), id="abc-def-ghi", author_handle="x", url="/dashboard/abc")) == []


def test_a_saved_view_says_a_value_in_one_way() -> None:
    def view(values: Any) -> dict[str, Any]:
        return declared(timeseries("a"), template_variable_presets=[{"name": "EU", "template_variables": values}])

    assert paths(view([{"name": "dc", "values": ["*"]}])) == []
    both = [{"name": "dc", "value": "*", "values": ["*"]}]
    assert paths(view(both)) == ["template_variable_presets[0].template_variables[0]"]
    assert paths(view("dc")) == ["template_variable_presets[0].template_variables"]
