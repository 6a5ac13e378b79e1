"""From a declared dashboard to the body that Datadog shall store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dogwatch.declare.bodies.layout import arranged, bottom, placed
from dogwatch.declare.dashboard import Dashboard, Preset, Tab, TemplateVariable
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.setting import Setting
from dogwatch.declare.several import several
from dogwatch.declare.surroundings import Surroundings
from dogwatch.declare.widgets import Widget, items
from dogwatch.kinds import Body, Resource
from dogwatch.names import Mark


def dashboard_resource(dashboard: Dashboard, setting: Setting, made: Sequence[Declaration]) -> Resource:
    """The dashboard of an environment; `made` is everything else that is declared, which its widgets may show.

    One that was imported has the variables and tags that it says, and no others.
    Raises what its widgets raise when they are a function that was not called yet, and ValueError for what is none.
    """
    body: Body = {
        "title": _title(dashboard, setting),
        "description": _description(dashboard, setting),
        **(_laid_out(dashboard, setting, made) if "widgets" not in dashboard.body else {}),
        "template_variables": _variables(dashboard, setting),
        "tags": [*setting.team_tags(dashboard), *dashboard.tags],
    }
    if dashboard.presets:
        body["template_variable_presets"] = [_preset(preset) for preset in dashboard.presets]
    return Resource(dashboard.kind, setting.key_of(dashboard), {**dashboard.body, **body}, dashboard.place)


def widgets_of(dashboard: Dashboard | Tab, around: Surroundings) -> tuple[Widget, ...]:
    """The widgets of a dashboard or of a tab, whether they were written down or are made by a function."""
    written = dashboard.widgets
    return items(written(around) if callable(written) else written)


def _laid_out(dashboard: Dashboard, setting: Setting, made: Sequence[Declaration]) -> Body:
    """In rows, unless the body says how widgets flow: then each stands where it says itself."""
    around = Surroundings(setting, made)
    flow = {name: dashboard.body[name] for name in ("layout_type", "reflow_type") if name in dashboard.body}
    usual = {"layout_type": "ordered", "reflow_type": "fixed"}
    bodies: list[Body] = []
    tabs: list[Body] = []
    for part in dashboard.tabs or (dashboard,):
        widgets = widgets_of(part, around)
        # Nobody says whether each tab has a grid of its own; below each other they never overlap.
        shown = placed(widgets) if flow else arranged(widgets, below=bottom(bodies))
        if isinstance(part, Tab):
            places = range(len(bodies) + 1, len(bodies) + len(shown) + 1)
            tabs.append(_tab(part.name, setting.key_of(dashboard), places))
        bodies += shown
    return {**(flow or usual), "widgets": bodies, **({"tabs": tabs} if tabs else {})}


def _tab(name: str, key: str, places: Iterable[int]) -> Body:
    """A tab, which holds widgets by their places in the list; its id stays the same as long as its name does."""
    from uuid import NAMESPACE_URL, uuid5  # loaded with the first tab

    return {
        "id": str(uuid5(NAMESPACE_URL, f"dogwatch:{key}/{name}")),
        "name": name,
        "widget_ids": [f"@{place}" for place in places],
    }


def _title(dashboard: Dashboard, setting: Setting) -> str:
    return setting.title_of(dashboard, str(dashboard.title or dashboard.body.get("title") or ""))


def _description(dashboard: Dashboard, setting: Setting) -> str:
    """What is said about it, and the mark as the last line. A mark that was copied along goes."""
    said = str(dashboard.description or dashboard.body.get("description") or "")
    lines = [line for line in said.strip().splitlines(keepends=True) if Mark.read(line.strip()) is None]
    text = "".join(lines).strip()
    mark = setting.mark_line(dashboard)
    return f"{text}\n\n{mark}" if text else mark


def _variables(dashboard: Dashboard, setting: Setting) -> list[Any]:
    """Those of the body where it has any, else `$env` and `$service` unless it was imported; and those declared, which
    win over both.
    """
    feature = dashboard.feature
    service = dashboard.service or (feature.service if feature else "*")
    standard = [TemplateVariable("env", defaults=(setting.env,)), TemplateVariable("service", defaults=(service,))]
    written = dashboard.body.get("template_variables")
    usual = [] if dashboard.is_imported else [variable_body(variable) for variable in standard]
    first = usual if written is None else list(written)
    by_name = {variable["name"]: variable for variable in first}
    by_name |= {variable.name: variable_body(variable) for variable in dashboard.variables}
    return list(by_name.values())


def variable_body(variable: TemplateVariable) -> Body:
    """A variable as Datadog has it."""
    return {
        "name": variable.name,
        "prefix": variable.prefix or variable.name,
        "available_values": list(variable.available),
        "defaults": list(variable.defaults),
    }


def _preset(preset: Preset) -> Body:
    values = [{"name": name, "values": _several(value)} for name, value in preset.values.items()]
    return {"name": preset.name, "template_variables": values}


def _several(value: str | Iterable[str]) -> list[str]:
    return list(several(value))
