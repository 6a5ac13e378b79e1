from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import Body

from .originals import dashboard
from .written import declared

NOTE: Body = {"type": "note", "content": "hi", "vertical_align": "top"}


def lines(code: str, *beginnings: str) -> list[str]:
    return [line.strip() for line in code.splitlines() if line.strip().startswith(beginnings)]


@pytest.mark.parametrize(
    ("variable", "line"),
    [
        ({"name": "env", "prefix": "env"}, 'variables=[TemplateVariable("env")],'),
        ({"name": "e", "prefix": "env", "default": "*"}, 'variables=[TemplateVariable("e", prefix="env")],'),
        (
            {"name": "e", "prefix": "e", "default": "a", "available_values": ["a", "b"]},
            'variables=[TemplateVariable("e", defaults=["a"], available=["a", "b"])],',
        ),
        (
            {"name": "e", "prefix": None, "default": "a"},
            'body={"layout_type": "ordered", "template_variables": [{"name": "e", "defaults": ["a"]}]},',
        ),
        (
            {"name": "e", "prefix": "", "default": "a"},
            'body={"layout_type": "ordered", "template_variables": [{"name": "e", "prefix": "", "defaults": ["a"]}]},',
        ),
    ],
)
def test_variables_are_objects_or_stay_as_they_are(variable: Body, line: str) -> None:
    code = declared(dashboard("d", NOTE, template_variables=[variable]))

    assert line in lines(code, "variables=", "body=")


def test_saved_views_are_objects() -> None:
    views = [{"name": "EU", "template_variables": [{"name": "region", "value": "eu"}]}]

    code = declared(dashboard("d", NOTE, template_variable_presets=views))
    assert lines(code, "presets=") == ['presets=[Preset("EU", {"region": ["eu"]})],']


@pytest.mark.parametrize(
    ("flow", "rest"),
    [
        ({"reflow_type": "auto"}, 'body={"layout_type": "ordered", "reflow_type": "auto"},'),
        ({"layout_type": "free"}, 'body={"layout_type": "free"},'),
        ({"notify_list": ["a@b.c"]}, 'body={"layout_type": "ordered", "notify_list": ["a@b.c"]},'),
    ],
)
def test_what_has_no_argument_stands_in_the_body(flow: Body, rest: str) -> None:
    assert lines(declared(dashboard("d", NOTE, **flow)), "body=") == [rest]


def board(*places: tuple[int, int, int, int], **fields: Any) -> str:
    widgets = [
        {"definition": NOTE, "layout": dict(zip(("x", "y", "width", "height"), place, strict=True))} for place in places
    ]
    return declared(dashboard("d", reflow_type="fixed", widgets=widgets, **fields))


def test_widgets_that_stand_in_rows_say_only_their_size() -> None:
    code = board((0, 0, 12, 1), (0, 1, 4, 2), (4, 1, 8, 2))

    notes = ('widgets.note("hi")', 'widgets.note("hi", width=4, height=2)', 'widgets.note("hi", width=8, height=2)')
    assert f"widgets=[{', '.join(notes)}]," in code
    assert lines(code, "body=") == []


def test_other_widgets_say_where_they_stand() -> None:
    code = board((0, 1, 4, 2), (0, 0, 12, 1))

    assert 'widgets=[widgets.note("hi").at(0, 1, 4, 2), widgets.note("hi").at(0, 0, 12, 1)],' in code


def test_groups_hold_their_widgets() -> None:
    inside = [{"definition": NOTE, "layout": {"x": 0, "y": 0, "width": 12, "height": 1}}]
    group = {"type": "group", "title": "G", "layout_type": "ordered", "background_color": "blue", "widgets": inside}
    odd = {"type": "group", "layout_type": "ordered", "new": 1, "widgets": inside}
    widgets = [
        {"definition": group, "layout": {"x": 0, "y": 0, "width": 12, "height": 2}},
        {"definition": odd, "layout": {"x": 0, "y": 2, "width": 12, "height": 2}},
    ]

    code = declared(dashboard("d", reflow_type="fixed", widgets=widgets))
    assert '        widgets.group("G", [widgets.note("hi")], background="blue"),\n' in code
    assert '            {"type": "group", "layout_type": "ordered", "new": 1},\n            inside=[widgets' in code


def test_widgets_with_more_than_a_place_stay_as_they_are() -> None:
    code = declared(dashboard("d", widgets=[{"definition": NOTE, "new": 1}]))

    assert lines(code, "widgets") == []
    assert '"widgets": [' in code


def test_an_empty_dashboard_says_that_it_is_empty() -> None:
    assert lines(declared(dashboard("d")), "body=") == ['body={"layout_type": "ordered", "widgets": []},']
