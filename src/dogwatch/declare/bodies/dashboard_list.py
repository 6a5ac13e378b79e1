"""From a declared list of dashboards to the body that Datadog shall store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.dashboard_list import EVERY, DashboardList
from dogwatch.declare.declaration import OWN_CATALOG, Declaration
from dogwatch.declare.setting import Setting
from dogwatch.kinds import TYPES_IN_LISTS, Resource, marked_list


def dashboard_list_resource(listed: DashboardList, setting: Setting, made: Sequence[Declaration]) -> Resource:
    """The list of an environment; `made` are all declarations, among which its dashboards are."""
    key = setting.key_of(listed)
    title = listed.title or listed.name
    shown = setting.title_of(listed, title)
    dashboards = {each.path: each for each in made if isinstance(each, Dashboard)}
    references = (_named(each, setting) for each in _references(listed, setting, dashboards.values()))
    items = [
        {"id": reference, "type": _type(dashboards.get(_path(reference, setting)))}
        for reference in dict.fromkeys(references)
    ]
    body = {**listed.body, "name": marked_list(shown, setting.mark_line(listed)), "dashboards": items}
    return Resource(listed.kind, key, body, listed.place)


def _references(listed: DashboardList, setting: Setting, every: Iterable[Dashboard]) -> list[str]:
    if listed.dashboards and listed.dashboards != (EVERY,):
        return [each.reference if isinstance(each, Dashboard) else each for each in listed.dashboards]
    return sorted(each.reference for each in every if listed.dashboards or _belongs(each, listed, setting))


def _belongs(dashboard: Dashboard, listed: DashboardList, setting: Setting) -> bool:
    """Whether it is of the list's feature, else of its team."""
    if listed.feature:
        return dashboard.feature is listed.feature
    return dashboard.owner is not None and setting.team_of(dashboard).name == setting.team_of(listed).name


def _named(reference: str, setting: Setting) -> str:
    """The reference with the name of the catalog, so that what is named in two ways is in the list once."""
    return reference.replace(f"{OWN_CATALOG}/", f"{setting.catalog.name}/")


def _path(reference: str, setting: Setting) -> str:
    """The path of a dashboard of this catalog."""
    return reference.removeprefix(f"${{dashboard:{setting.catalog.name}/").removesuffix("}")


def _type(dashboard: Dashboard | None) -> str:
    """What Datadog calls it in lists; what is not there is reported as a reference to nothing."""
    layout = dashboard.body.get("layout_type", "ordered") if dashboard else "ordered"
    return TYPES_IN_LISTS.get(layout, TYPES_IN_LISTS["ordered"])
