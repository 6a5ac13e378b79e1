from __future__ import annotations

from dataclasses import replace
from typing import Any

from dogwatch.draw import page
from dogwatch.draw.figures.box import Box
from dogwatch.draw.figures.group import Group
from dogwatch.draw.figures.timeseries import Timeseries
from tests.draw.samples import NOW, data, store
from tests.draw.test_page import timeseries

PACK = {
    "name": "The queue",
    "group_widget": {
        "definition": {
            "type": "group",
            "layout_type": "ordered",
            "title": "Queue",
            "widgets": [timeseries("sum:a{$env,$region}")],
        }
    },
    "template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}, {"name": "region"}],
}
ENV = {"name": "stage", "prefix": "env", "defaults": ["staging"]}


def drawn(widget: dict[str, Any]) -> Any:
    """The figure of a widget that shows the powerpack, with what is in it."""
    known = replace(data(store()), powerpack={"p": PACK}.get)
    definition = {"type": "powerpack", "powerpack_id": "p", **widget}
    (placed,) = page({"widgets": [{"definition": definition}], "template_variables": [ENV]}, known, NOW).widgets
    return placed


def asked(widget: dict[str, Any]) -> list[str]:
    """The queries that the powerpack asks there."""
    figures = [placed.figure for placed in drawn(widget).inside]
    return [figure.heading.title for figure in figures if isinstance(figure, Timeseries)]


def test_its_widgets_stand_in_a_group_with_the_title_that_the_dashboard_gives_it() -> None:
    assert [drawn({}).figure.heading.title, drawn({"title": "Here"}).figure.heading.title] == ["Queue", "Here"]
    assert isinstance(drawn({}).figure, Group)
    assert [placed.name for placed in drawn({}).inside] == ["0-0"]


def test_its_variables_are_its_own_those_of_the_widget_or_those_of_the_dashboard() -> None:
    named = {"name": "env", "prefix": "env", "values": ["dev"]}
    follows = {"name": "env", "prefix": "env", "values": ["$stage"]}
    for widget, said in (
        ({}, "env:prod"),
        ({"template_variables": {"controlled_by_powerpack": [named]}}, "env:dev"),
        ({"template_variables": {"controlled_externally": [follows]}}, "env:staging"),
    ):
        assert asked(widget) == [f"sum:a{{{said},*}}"]


def test_what_says_no_variable_leaves_those_of_the_powerpack() -> None:
    for wrong in (
        [],
        {"controlled_externally": [{"values": ["x"]}, "env", {"name": "env"}, {"name": "env", "values": 1}]},
    ):
        assert asked({"template_variables": wrong}) == ["sum:a{env:prod,*}"]


def test_one_that_is_not_known_is_a_box_that_says_so() -> None:
    figure = drawn({"powerpack_id": "other"}).figure
    assert isinstance(figure, Box)
    assert "its widgets stand in a powerpack that is not known here" in figure.reasons[0]
