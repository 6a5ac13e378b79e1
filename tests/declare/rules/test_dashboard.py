from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.dashboard import Dashboard, Tab
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.rules.dashboard import dashboard_mistakes, drawn
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import Widget, group, note
from dogwatch.errors import Mistake
from tests.declare.dashboards import PAYMENTS, feature, made_of, setting, widget_mistakes


def dashboard(**changes: Any) -> Dashboard:
    arguments: dict[str, Any] = {"team": PAYMENTS, "title": "t", "widgets": [note("a")]}
    return Dashboard("page", **{**arguments, **changes})


def test_a_sound_dashboard_has_no_mistake() -> None:
    assert list(dashboard_mistakes(dashboard())) == []
    assert list(widget_mistakes(dashboard(), setting(), [])) == []


@pytest.mark.parametrize(
    ("arguments", "subject", "seen"),
    [
        ({"title": " "}, "title", "' ' says nothing"),
        ({"title": "", "body": {"title": 1}}, "title", "1 says nothing"),
        ({"description": ["a"]}, "description", "['a'] is no text"),
        ({"body": 1}, "body", "1 is no mapping"),
        ({"body": {"widgets": []}}, "widgets", "its body has widgets too"),
        ({"tags": ["area:shop"]}, "tags", "'area:shop' cannot stand on a dashboard"),
        ({"variables": ["region"]}, "variables", "'region' is no variable"),
        ({"presets": ["EU"]}, "presets", "'EU' is no saved view"),
        ({"widgets": [], "tabs": ["Errors"]}, "tabs", "'Errors' is no tab"),
        ({"widgets": [], "tabs": [Tab("", [note("a")])]}, "tabs", "'' is no name of a tab"),
        ({"widgets": [], "tabs": [Tab("a" * 101, [note("a")])]}, "tabs", f"{'a' * 101!r} is no name of a tab"),
        ({"widgets": [], "tabs": [Tab("A", [note("a")])] * 2}, "tabs", "there are two of the name 'A'"),
        ({"tabs": [Tab("A", [note("a")])]}, "tabs", "it has widgets outside of them too"),
        (
            {"widgets": [], "body": {"widgets": []}, "tabs": [Tab("A", [note("a")])]},
            "tabs",
            "it has widgets outside of them too",
        ),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, Any], subject: str, seen: str) -> None:
    (mistake,) = dashboard_mistakes(dashboard(**arguments))
    assert (mistake.subject, mistake.seen) == (f"dashboard page: {subject}", seen)


def test_what_is_no_widget_is_a_mistake() -> None:
    (mistake,) = widget_mistakes(dashboard(widgets=["text"]), setting(), [])
    assert "'text' is no widget" in str(mistake)


@pytest.mark.parametrize("error", [KeyError("oops"), SystemExit("oops")])
def test_what_a_function_raises_is_a_mistake_with_its_line(error: BaseException) -> None:
    def widgets(around: Surroundings) -> list[Widget]:
        raise error

    (mistake,) = widget_mistakes(dashboard(widgets=widgets), setting(), [])
    assert "oops" in str(mistake)
    assert mistake.place.file == __file__


def test_what_a_function_prints_is_no_output(capsys: pytest.CaptureFixture[str]) -> None:
    def widgets(around: Surroundings) -> list[Widget]:
        print("drawing")
        return [note("a")]

    assert list(widget_mistakes(dashboard(widgets=widgets), setting(), [])) == []
    assert capsys.readouterr() == ("", "drawing\n")


def test_a_dashboard_that_shows_nothing_is_a_mistake() -> None:
    (mistake,) = widget_mistakes(dashboard(widgets=[]), setting(), [])
    assert mistake.seen == "it shows nothing"
    assert list(widget_mistakes(dashboard(widgets=[], body={"widgets": []}), setting(), [])) == []


def test_widgets_are_made_once_of_everything_that_is_declared() -> None:
    calls = []

    def widgets(around: Surroundings) -> list[Widget]:
        calls.append(len(around.slos_of(checkout)))
        return [note("a")]

    checkout, mistakes = feature(), list[Mistake]()
    page = dashboard(widgets=widgets)
    things: list[Declaration] = [page, *made_of(checkout)]
    made, *others = drawn(things, setting(), mistakes)
    assert others == things[1:]
    assert isinstance(made, Dashboard)
    assert (made.widgets, made.place) == ((note("a"),), page.place)
    assert (calls, mistakes) == ([2], [])


def test_a_dashboard_that_cannot_be_made_is_left_out() -> None:
    mistakes: list[Mistake] = []
    assert drawn([dashboard(widgets=["text"]), dashboard(widgets=[])], setting(), mistakes) == []
    assert [mistake.seen for mistake in mistakes][1:] == ["it shows nothing"]
    assert "'text' is no widget" in str(mistakes[0])


def test_tabs_are_drawn_too_and_each_shows_something() -> None:
    mistakes: list[Mistake] = []
    tabs = [Tab("A", lambda around: [note("a")]), Tab("B", [note("b")])]
    (made,) = drawn([dashboard(widgets=[], tabs=tabs)], setting(), mistakes)
    assert isinstance(made, Dashboard)
    assert ([tab.widgets for tab in made.tabs], mistakes) == ([(note("a"),), (note("b"),)], [])
    assert drawn([dashboard(widgets=[], tabs=[Tab("A", []), Tab("B", [note("b")])])], setting(), mistakes) == []
    assert [(mistake.subject, mistake.seen) for mistake in mistakes] == [
        ("dashboard shop/page: tab 'A'", "it shows nothing")
    ]


def test_what_is_wrong_with_widgets_inside_groups_and_tabs_is_told() -> None:
    wrong = note(5)  # type: ignore[arg-type]
    assert [
        mistake.subject for mistake in widget_mistakes(dashboard(widgets=[group("g", [wrong])]), setting(), [])
    ] == ["note: content"]
    tabs = [Tab("A", [wrong]), Tab("B", [wrong])]
    assert len(widget_mistakes(dashboard(widgets=[], tabs=tabs), setting(), [])) == 2
