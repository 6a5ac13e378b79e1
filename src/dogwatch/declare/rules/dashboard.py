"""What is wrong with dashboards before they have a body."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout

import attrs

from dogwatch.declare import rules
from dogwatch.declare.bodies.dashboard import widgets_of
from dogwatch.declare.dashboard import Dashboard, Preset, Tab, TemplateVariable
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.raised import mistake_of
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.setting import Setting
from dogwatch.declare.source import argument_place
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import Widget
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import Mistake

# v1 API description, DashboardTab.
_LONGEST_NAME = 100


def dashboard_mistakes(dashboard: Dashboard) -> Iterator[Mistake]:
    """Arguments of the wrong type, and two sources of one thing."""
    subject = f"dashboard {dashboard.name}"
    if isinstance(dashboard.widgets, Wrong):  # a page of features that are none
        for seen, remedy in map(rules.halves, dashboard.widgets.sentences):
            yield Mistake(argument_place(dashboard.place, "features"), subject, seen, remedy)
        return
    for argument, (seen, remedy) in _arguments(dashboard):
        yield Mistake(argument_place(dashboard.place, argument), f"{subject}: {argument}", seen, remedy)


def drawn(things: Sequence[Declaration], setting: Setting, mistakes: list[Mistake]) -> list[Declaration]:
    """The declarations with the widgets of every dashboard made, since they may show all the others.

    A dashboard whose widgets cannot be made is left out, and why is added to the mistakes.
    """
    around = Surroundings(setting, things)
    made = [_drawn(thing, around, mistakes) if isinstance(thing, Dashboard) else thing for thing in things]
    return [thing for thing in made if thing is not None]


def _drawn(dashboard: Dashboard, around: Surroundings, mistakes: list[Mistake]) -> Dashboard | None:
    try:
        with redirect_stdout(sys.stderr):
            widgets = widgets_of(dashboard, around)
            in_tabs = [(tab, widgets_of(tab, around)) for tab in dashboard.tabs]
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's function may raise anything; all of it is reported
        mistakes.append(mistake_of(error, dashboard.place))
        return None
    if wrong := list(wrong_widgets([*widgets, *(widget for _, inside in in_tabs for widget in inside)])):
        mistakes += wrong
        return None
    subject = f"dashboard {around.setting.key_of(dashboard)}"
    empty = [f"{subject}: tab {tab.name!r}" for tab, inside in in_tabs if not inside]
    if not empty and (widgets or in_tabs or "widgets" in dashboard.body):
        return attrs.evolve(dashboard, widgets=widgets, tabs=[attrs.evolve(tab, widgets=each) for tab, each in in_tabs])
    remedy = "give it widgets=[...], made by the functions of dogwatch.widgets"
    mistakes += [Mistake(dashboard.place, each, "it shows nothing", remedy) for each in empty or [subject]]
    return None


def _tabs(dashboard: Dashboard) -> Iterator[tuple[str, tuple[str, str]]]:
    if dashboard.tabs and (dashboard.widgets or "widgets" in dashboard.body):
        yield "tabs", ("it has widgets outside of them too", "put them into a tab, or all of them beside each other")
    names = []
    for tab in dashboard.tabs:
        if not isinstance(tab, Tab):
            yield "tabs", (f"{tab!r} is no tab", 'write Tab("Errors", [...])')
        elif not isinstance(tab.name, str) or not 0 < len(tab.name) <= _LONGEST_NAME:
            yield "tabs", (f"{tab.name!r} is no name of a tab", f"write 1 to {_LONGEST_NAME} letters")
        elif tab.name in names:
            yield "tabs", (f"there are two of the name {tab.name!r}", "give one of them another")
        else:
            names.append(tab.name)


def wrong_widgets(widgets: Iterable[Widget]) -> Iterator[Mistake]:
    """What is wrong with the arguments of widgets, those inside groups too."""
    for widget in widgets:
        yield from widget.wrong
        yield from wrong_widgets(widget.inside or ())


def _arguments(dashboard: Dashboard) -> Iterator[tuple[str, tuple[str, str]]]:
    if not isinstance(dashboard.body, Mapping):
        yield "body", (f"{dashboard.body!r} is no mapping", "write a dashboard in Datadog's own form")
        return
    title = dashboard.title or dashboard.body.get("title")
    if not dashboard.is_imported:
        yield from (("title", said) for said in says_something(title, "what it shows"))
    if not isinstance(dashboard.description, str):
        yield "description", (f"{dashboard.description!r} is no text", "write in words what it is for")
    if "widgets" in dashboard.body and dashboard.widgets:
        yield "widgets", ("its body has widgets too", "keep one of them")
    yield from _tabs(dashboard)
    for tag in () if dashboard.is_imported else dashboard.tags:
        yield "tags", (f"{tag!r} cannot stand on a dashboard", "leave it out; Datadog takes only those of teams")
    for variable in dashboard.variables:
        if not isinstance(variable, TemplateVariable):
            yield "variables", (f"{variable!r} is no variable", 'write TemplateVariable("region")')
    for preset in dashboard.presets:
        if not isinstance(preset, Preset):
            yield "presets", (f"{preset!r} is no saved view", 'write Preset("EU", {"region": "eu"})')
