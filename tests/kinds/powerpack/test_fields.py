from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from dogwatch.kinds import POWERPACK
from tests.corpus import corpus

NOTE = {"definition": {"type": "note", "content": "a"}, "layout": {"x": 0, "y": 0, "width": 4, "height": 1}}
DEFINITION: dict[str, Any] = {"type": "group", "layout_type": "ordered", "title": "A", "widgets": [NOTE]}
WHOLE: dict[str, Any] = {"name": "A", "group_widget": {"definition": DEFINITION}, "tags": [], "template_variables": []}


def body(**attributes: Any) -> dict[str, Any]:
    said = {name: value for name, value in {**WHOLE, **attributes}.items() if value is not ...}
    return {"type": "powerpack", "attributes": said}


def group(**fields: Any) -> dict[str, Any]:
    return {"definition": {**DEFINITION, **fields}}


@pytest.mark.parametrize(
    ("attributes", "paths"),
    [
        ({}, []),
        ({"name": ...}, ["name"]),
        ({"description": 1}, ["description"]),
        ({"tags": [f"a:{number}" for number in range(9)]}, ["tags"]),
        ({"tags": ["a:" + 80 * "b"]}, ["tags"]),
        ({"group_widget": ...}, ["group_widget"]),
        ({"group_widget": group(type="note")}, ["group_widget.definition.type"]),
        ({"group_widget": group(layout_type="free")}, ["group_widget.definition.layout_type"]),
        ({"group_widget": group(show_title=1)}, ["group_widget.definition.show_title"]),
        ({"group_widget": group(widgets=3)}, ["group_widget.definition.widgets"]),
        ({"group_widget": group(widgets=[{}])}, ["group_widget.definition.widgets[0]"]),
        ({"group_widget": group(widgets=[{"definition": DEFINITION}])}, ["group_widget.definition.widgets[0]"]),
        ({"template_variables": [{"name": "a", "defaults": [""]}]}, ["template_variables[0].defaults"]),
    ],
)
def test_what_datadog_would_refuse_is_named(attributes: dict[str, Any], paths: list[str]) -> None:
    assert [problem.path for problem in POWERPACK.problems(body(**attributes))] == paths


def test_an_unknown_field_of_a_widget_is_a_warning() -> None:
    wrong = body(group_widget=group(widgets=[{"definition": {"type": "note", "content": "a", "colour": "red"}}]))
    assert POWERPACK.problems(wrong) == []
    [warning] = POWERPACK.warnings(wrong)
    assert warning.path == "group_widget.definition.widgets[0].definition.colour"


def test_recorded_powerpacks_are_without_problems_and_equal_to_what_datadog_made_of_them() -> None:
    with gzip.open(corpus("objects/powerpacks.jsonl.gz"), "rt", encoding="utf-8") as lines:
        written = [row for row in map(json.loads, lines) if row["op"] in ("create", "update") and row["status"] == 200]
    assert len(written) > 15
    for row in written:
        sent, stored = row["request"]["data"], row["response"]["data"]
        assert POWERPACK.problems(sent) == []
        assert POWERPACK.compare.differences(sent, stored) == []
        said = POWERPACK.marks.said(stored)
        assert POWERPACK.compare.differences(said, stored) == []
