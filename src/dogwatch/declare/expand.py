"""From the catalog to resources: every monitor that an environment gets, as the body Datadog shall store."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dogwatch.declare.catalog import Declared
from dogwatch.declare.message import message
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.team import Team
from dogwatch.kinds import Body, Resource
from dogwatch.names import MANAGED_BY, Mark
from dogwatch.query import MetricAlert, Tag, plain, substitute

_NUMBER_AT_END = re.compile(r"(?:>=|<=|==|!=|>|<)\s*(-?\d+(?:\.\d+)?)\s*$")

_ENV = re.compile(r"\$env\b")


def expand(declared: Declared, made: Iterable[Monitor], env: str) -> list[Resource]:
    """The resources that an environment gets of the monitors made, sorted by key; all of them have been checked."""
    teams = {team.name: team for team in declared.teams}
    resources = [_resource(monitor, declared, teams, env) for monitor in made if _exists(monitor, env)]
    return sorted(resources, key=lambda resource: (resource.kind, resource.key))


def key_of(declared: Declared, monitor: Monitor) -> str:
    """The monitor's name for life."""
    return f"{declared.catalog.name}/{monitor.path}"


def threshold_of(query: MetricAlert | str) -> float | None:
    """The number that a query compares with; None where its text has none."""
    if isinstance(query, MetricAlert):
        return query.threshold
    match = _NUMBER_AT_END.search(query)
    return float(match.group(1)) if match else None


def query_text(monitor: Monitor, env: str) -> str:
    """The monitor's query with the environment in the place of `$env`."""
    if isinstance(monitor.query, MetricAlert):
        return str(substitute(monitor.query, {"env": Tag("env", env)}))
    return _ENV.sub(f"env:{env}", monitor.query.strip())


def team_of(monitor: Monitor, teams: dict[str, Team]) -> Team:
    owner = monitor.owner
    return owner if isinstance(owner, Team) else teams[str(owner)]


def _exists(monitor: Monitor, env: str) -> bool:
    return not monitor.environments or env in monitor.environments


def _resource(monitor: Monitor, declared: Declared, teams: dict[str, Team], env: str) -> Resource:
    key = key_of(declared, monitor)
    team = team_of(monitor, teams)
    body: Body = {
        "name": _name(monitor, env),
        "type": monitor.type,
        "query": query_text(monitor, env),
        "message": message(monitor, team, declared.catalog, env),
        "tags": _tags(monitor, team, Mark(env, key)),
    }
    priority = _priority(monitor, declared, env)
    if priority is not None:
        body["priority"] = priority
    body["options"] = _options(monitor)
    body |= monitor.body
    return Resource("monitor", key, body, monitor.place)


def _name(monitor: Monitor, env: str) -> str:
    subject = monitor.feature.name if monitor.feature else monitor.service
    return f"[{env}] {subject}: {monitor.title}" if subject else f"[{env}] {monitor.title}"


def _tags(monitor: Monitor, team: Team, mark: Mark) -> list[str]:
    feature = monitor.feature
    service = monitor.service or (feature.service if feature else None)
    tags = [MANAGED_BY, f"catalog:{mark.catalog}", f"team:{team.name}", f"env:{mark.env}"]
    if service:
        tags.append(f"service:{service}")
    if feature:
        tags += [f"feature:{feature.name}", f"tier:{feature.tier}", *feature.tags]
    return list(dict.fromkeys([*tags, *monitor.tags, mark.tag]))


def _priority(monitor: Monitor, declared: Declared, env: str) -> int | None:
    """A monitor's own priority, else its feature's tier in production."""
    if monitor.priority is not None or monitor.feature is None or env not in declared.catalog.production:
        return monitor.priority
    return monitor.feature.tier


def _options(monitor: Monitor) -> dict[str, Any]:
    """The thresholds of the query and whatever else was declared; the query's number wins, as it does at Datadog."""
    options = {name: value for name, value in monitor.options.items() if name != "thresholds"}
    thresholds = dict(monitor.options.get("thresholds") or {})
    critical = threshold_of(monitor.query)
    if critical is not None:
        thresholds.setdefault("critical", _number(critical))
    if monitor.warn is not None:
        thresholds["warning"] = _number(monitor.warn)
    return {"thresholds": thresholds, **options} if thresholds else options


def _number(value: float) -> float:
    """The number as it stands in the query, so that both are the same to the last digit."""
    text = plain(value)
    return float(text) if "." in text else int(text)
