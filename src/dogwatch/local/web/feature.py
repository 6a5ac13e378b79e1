"""What is known of a feature: by the tags of its monitors and SLOs, and by the catalog where there is one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dogwatch.draw import NOT_JUDGED, MonitorState, severity
from dogwatch.local.api import references
from dogwatch.local.api.world import World
from dogwatch.names import TELLS_NOBODY

from .dashboards import Shown, of_features
from .monitors import every
from .runbooks import place

Body = Mapping[str, Any]


@dataclass
class Feature:
    """A feature in an environment; `monitors` are those that may tell somebody, `slos` by their ids.

    `untold` are ids of monitors that miss their data, which they tell nobody.
    """

    name: str
    env: str
    team: str = ""
    service: str = ""
    tier: str = ""
    description: str = ""
    runbook: str | None = None
    monitors: list[MonitorState] = field(default_factory=list)
    untold: set[int | None] = field(default_factory=set)
    slos: dict[str, Body] = field(default_factory=dict)
    dashboards: list[Shown] = field(default_factory=list)

    @property
    def state(self) -> str:
        """The most severe of its monitors, OK without any that is worse; nobody judges what has none.

        What misses its data and tells nobody of that, such as an alert on errors that nobody makes, and what is not
        judged here, such as the alert of a synthetic test, says something only where there is nothing else.
        """
        if not self.monitors:
            return NOT_JUDGED
        loud = [each for each in self.monitors if not each.is_muted]
        judged = [each for each in loud if each.id not in self.untold and each.state != NOT_JUDGED] or loud
        return min((each.state for each in judged), key=severity, default="OK")

    @property
    def alerting(self) -> int:
        return sum(each.state in ("Alert", "Warn") for each in self.monitors)


def features(world: World) -> list[Feature]:
    """All that are applied or declared, the troubled first."""
    found: dict[tuple[str, str], Feature] = {}
    for tags, state in every(world):
        if (feature := _of(found, tags)) is not None and TELLS_NOBODY not in tags:
            feature.monitors.append(state)
            if state.state == "No Data" and not _tells_no_data(world, state):
                feature.untold.add(state.id)
    for document in world.store.all(references.SLO):
        body = json.loads(document.body)
        if (feature := _of(found, body.get("tags") or ())) is not None:
            feature.slos[str(document.id)] = body
    for each in _declared(world):
        _learn(found.setdefault((each.name, each.env), each), each)
    dashboards = of_features(world)
    for key, feature in found.items():
        feature.dashboards = dashboards.get(key, [])
    return sorted(found.values(), key=lambda each: (severity(each.state), -each.alerting, each.name, each.env))


def _tells_no_data(world: World, state: MonitorState) -> bool:
    monitor = None if state.id is None else world.alerts.judging.monitor(state.id)
    return monitor is not None and monitor.options.tells_no_data


def known_of(world: World, name: str, env: str) -> Feature:
    """A feature with its pages and what the catalog says of it, without its monitors and SLOs."""
    own = (each for each in _declared(world) if (each.name, each.env) == (name, env))
    feature = next(own, Feature(name, env))
    feature.dashboards = of_features(world).get((name, env), [])
    return feature


def _of(found: dict[tuple[str, str], Feature], tags: Iterable[str]) -> Feature | None:
    """The feature that tags name, which they tell more of; None where they name none."""
    said = dict(tag.split(":", 1) for tag in tags if ":" in tag)
    name = said.get("feature")
    if not name:
        return None
    feature = found.setdefault((name, said.get("env", "")), Feature(name, said.get("env", "")))
    for key in ("team", "service", "tier"):
        if said.get(key):
            setattr(feature, key, said[key])
    return feature


def _declared(world: World) -> Iterator[Feature]:
    for each in world.declared.features:
        yield Feature(each.name, each.env, each.team, each.service, str(each.tier), each.description, place(each))


def _learn(feature: Feature, declared: Feature) -> None:
    feature.description, feature.runbook = declared.description, declared.runbook
