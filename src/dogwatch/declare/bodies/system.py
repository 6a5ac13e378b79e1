"""From a declared system to the body that Datadog shall store."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.addresses import address
from dogwatch.declare.feature import Feature
from dogwatch.declare.setting import Setting
from dogwatch.declare.system import System
from dogwatch.kinds import Body, Resource
from dogwatch.message import is_mail


def system_resource(system: System, setting: Setting) -> Resource:
    """The system, whose links are those there are: a runbook that is a path has none without a repository."""
    body: Body = {
        **system.body,
        "apiVersion": "v3",
        "kind": "system",
        "metadata": _metadata(system, setting),
        "spec": _spec(system),
    }
    return Resource(system.kind, setting.key_of(system), body, system.place)


def _metadata(system: System, setting: Setting) -> Body:
    description = system.description or (system.feature.description if system.feature else "")
    return {
        "name": system.name,
        "namespace": system.namespace,
        **({"displayName": system.title} if system.title else {}),
        **({"description": description} if description else {}),
        "owner": setting.team_of(system).name,
        "tags": setting.tags_of(system),
        "links": [
            *(_links_of(system.feature, setting) if system.feature else ()),
            *({"name": name, "type": "other", "url": url} for name, url in system.links),
        ],
        "contacts": list(_contacts(system, setting)),
    }


def _spec(system: System) -> Body:
    feature = system.feature
    service = system.service or (feature.service if feature else None)
    components = [*([f"service:{service}"] if service else []), *system.components]
    return {
        "components": list(dict.fromkeys(components)),
        **({"tier": str(feature.tier)} if feature else {}),
        **({"lifecycle": system.lifecycle} if system.lifecycle else {}),
    }


def _links_of(feature: Feature, setting: Setting) -> Iterator[Body]:
    runbook = address(setting.catalog, feature.runbook)
    if runbook and "://" in runbook:
        yield {"name": "Runbook", "type": "runbook", "url": runbook}
    dashboard = _dashboard(feature, setting)
    if dashboard and "://" in dashboard:
        yield {"name": "Dashboard", "type": "dashboard", "url": dashboard}


def _dashboard(feature: Feature, setting: Setting) -> str | None:
    """The feature's own address, else its page in Datadog."""
    if feature.dashboard is not None:
        return address(setting.catalog, feature.dashboard)
    page = setting.pages.get(feature.name)
    return f"{setting.app}/dashboard/{page.reference}" if page else None


def _contacts(system: System, setting: Setting) -> Iterator[Body]:
    """Whom the team names, by the handles that reach them; what data make a handle of is known only at an alert."""
    team = setting.team_of(system)
    named = {"On call": team.page, "Escalation": team.escalate, "Alerts": team.notify, "Mail": team.email}
    for name, handles in named.items():
        for handle in handles:
            if "{{" not in handle:
                type = "email" if is_mail(handle) else handle[1:].partition("-")[0]
                contact = handle.removeprefix("@") if is_mail(handle) else handle
                yield {"name": name, "type": type, "contact": contact}
