"""What is wrong with dashboards before they have a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dogwatch.declare.dashboard import Dashboard, Preset, TemplateVariable
from dogwatch.declare.dashboard_body import widgets_of
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.declaration_rules import says_something
from dogwatch.declare.raised import mistake_of
from dogwatch.declare.setting import Setting
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake


def dashboard_mistakes(dashboard: Dashboard) -> Iterator[Mistake]:
    """Arguments of the wrong type, and two sources of one thing."""
    subject = f"dashboard {dashboard.name}"
    for argument, (seen, remedy) in _arguments(dashboard):
        yield Mistake(argument_place(dashboard.place, argument), f"{subject}: {argument}", seen, remedy)


def widget_mistakes(dashboard: Dashboard, setting: Setting, made: Sequence[Declaration]) -> Iterator[Mistake]:
    """What making the widgets raises; a user's function may raise anything, and all of it is reported."""
    try:
        widgets = widgets_of(dashboard, setting, made)
    except Exception as error:  # noqa: BLE001 - see above
        yield mistake_of(error, dashboard.place)
        return
    if not widgets and "widgets" not in dashboard.body:
        remedy = "give it widgets=[...], made by the functions of dogwatch.widgets"
        yield Mistake(dashboard.place, f"dashboard {setting.key_of(dashboard)}", "it shows nothing", remedy)


def _arguments(dashboard: Dashboard) -> Iterator[tuple[str, tuple[str, str]]]:
    if not isinstance(dashboard.body, Mapping):
        yield "body", (f"{dashboard.body!r} is no mapping", "write a dashboard in Datadog's own form")
        return
    title = dashboard.title or dashboard.body.get("title")
    yield from (("title", said) for said in says_something(title, "what it shows"))
    if "widgets" in dashboard.body and dashboard.widgets:
        yield "widgets", ("its body has widgets too", "keep one of them")
    for tag in dashboard.tags:
        yield "tags", (f"{tag!r} cannot stand on a dashboard", "leave it out; Datadog takes only those of teams")
    for variable in dashboard.variables:
        if not isinstance(variable, TemplateVariable):
            yield "variables", (f"{variable!r} is no variable", 'write TemplateVariable("region")')
    for preset in dashboard.presets:
        if not isinstance(preset, Preset):
            yield "presets", (f"{preset!r} is no saved view", 'write Preset("EU", {"region": "eu"})')
