"""What found objects say themselves: to declare it changes nothing, and nothing in it goes without saying."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from dogwatch.kinds import DASHBOARD, KINDS, MONITOR, SLO, Body, ListedKind
from tests.bodies import found
from tests.corpus import corpus
from tests.kinds.dashboard.bodies import committed


def answered(kind: str) -> list[Body]:
    """What Datadog was recorded to answer with success, out of the envelope of SLOs."""
    with gzip.open(corpus(f"objects/{kind}s.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    answers = [row["response"] for row in rows if row["status"] == 200 and row["op"] != "validate"]
    bodies = [answer.get("data", answer) for answer in answers]
    return [body[0] if isinstance(body, list) else body for body in bodies]


@pytest.mark.parametrize("kind", [MONITOR, SLO, DASHBOARD], ids=lambda kind: kind.name)
def test_to_declare_what_is_said_changes_nothing(kind: ListedKind) -> None:
    bodies = answered(kind.name) + (list(committed().values()) if kind is DASHBOARD else [])
    bodies = [body for body in bodies if not kind.marks.is_managed_elsewhere(body) and "board_title" not in body]
    for body in bodies:
        said = kind.marks.said(body)
        assert kind.problems(said) == []
        assert kind.compare.differences(said, body) == []
        assert kind.marks.said(said) == said
    assert len(bodies) > 40


def test_a_monitor_says_neither_defaults_nor_what_datadog_sets() -> None:
    options = {"thresholds": {"critical": 0.4, "warning": None}, "timeout_h": 0, "renotify_interval": "0", "new": 1}
    monitor = found(1, options=options, restricted_roles=[], draft_status="published", message=" ", assets=None)

    assert MONITOR.marks.said(monitor) == {
        **{name: monitor[name] for name in ("name", "type", "query", "tags")},
        "options": {"thresholds": {"critical": 0.4}, "new": 1},
    }


def test_texts_and_unknown_fields_stand_as_they_are() -> None:
    monitor = found(1, message="a \r\n", draft_status="draft", new={"a": None}) | {"restricted_roles": ["r"]}

    said = MONITOR.marks.said(monitor)
    assert {name: said[name] for name in ("message", "draft_status", "restricted_roles", "new")} == {
        "message": "a \r\n",
        "draft_status": "draft",
        "restricted_roles": ["r"],
        "new": {"a": None},
    }


@pytest.mark.parametrize("options", [[1], "text", {"thresholds": [1]}])
def test_what_has_another_form_is_left_for_the_check(options: Any) -> None:
    assert MONITOR.marks.said(found(1) | {"options": options})["options"] == options


def slo(**fields: Any) -> Body:
    body = {"id": "a", "name": "n", "type": "metric", "query": {"numerator": "a", "denominator": "b"}}
    return {**body, "thresholds": [{"timeframe": "7d", "target": 99.0, "target_display": "99."}], **fields}


def specified(**formulas: str) -> Body:
    queries = [{"data_source": "metrics", "name": name, "query": name} for name in ("a", "b")]
    return {"count": {"queries": queries, **{name: {"formula": text} for name, text in formulas.items()}}}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"timeframe": "7d", "target_threshold": 99, "warning_threshold": None}, {}),
        ({"timeframe": "30d", "target_threshold": 99.9}, {"timeframe": "30d", "target_threshold": 99.9}),
        ({"description": "", "monitor_tags": [], "groups": [], "monitor_ids": None}, {}),
        ({"sli_specification": specified(good_events_formula="a", total_events_formula="b")}, {}),
        ({"new": 1}, {"new": 1}),
    ],
)
def test_an_slo_says_what_it_promises_once(fields: Body, expected: Body) -> None:
    usual = {"name": "n", "type": "metric", "query": {"numerator": "a", "denominator": "b"}}
    assert SLO.marks.said(slo(**fields)) == {**usual, "thresholds": [{"timeframe": "7d", "target": 99.0}], **expected}


def test_bad_events_stand_in_the_specification_alone() -> None:
    specification = specified(good_events_formula="a", bad_events_formula="b")
    said = SLO.marks.said(slo(query={"numerator": "a", "denominator": "(a) + (b)"}, sli_specification=specification))

    assert ("query" in said, said["sli_specification"]) == (False, specification)


def test_a_dashboard_says_its_widgets_without_ids_and_defaults() -> None:
    inside = {"id": 2, "definition": {"type": "note", "content": "a", "font_size": "14", "show_tick": None}}
    group = {"type": "group", "layout_type": "ordered", "show_title": True, "widgets": [inside]}
    layout = {"x": 0, "y": 0, "width": 1, "height": 1, "is_column_break": False}
    dashboard = {
        "id": "abc-def-ghi",
        "title": "t",
        "description": "",
        "layout_type": "ordered",
        "is_read_only": False,
        "notify_list": [],
        "author_handle": "a@b.c",
        "template_variables": [{"name": "env", "prefix": "env", "default": "*", "available_values": []}],
        "template_variable_presets": None,
        "tabs": [{"id": "x", "name": "One", "widget_ids": [1]}],
        "widgets": [{"id": 1, "definition": group, "layout": layout}],
    }

    assert DASHBOARD.marks.said(dashboard) == {
        "title": "t",
        "layout_type": "ordered",
        "template_variables": [{"name": "env", "prefix": "env"}],
        "tabs": [{"name": "One", "widget_ids": ["@1"]}],
        "widgets": [
            {
                "definition": {
                    "type": "group",
                    "layout_type": "ordered",
                    "widgets": [{"definition": {"type": "note", "content": "a"}}],
                },
                "layout": {"x": 0, "y": 0, "width": 1, "height": 1},
            }
        ],
    }


@pytest.mark.parametrize("name", ["template_variables", "template_variable_presets", "tabs", "widgets"])
def test_lists_of_another_form_are_left_for_the_check(name: str) -> None:
    body = {"title": "t", "layout_type": "ordered", "widgets": [], name: ["text"]}

    assert DASHBOARD.marks.said(body)[name] == ["text"]


def test_every_listed_kind_can_say_what_it_is() -> None:
    assert all(callable(kind.marks.said) for kind in KINDS.values() if isinstance(kind, ListedKind))
