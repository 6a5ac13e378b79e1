"""What stands around a monitor: the metrics that its catalog keeps, the handles of its teams, its SLOs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dogwatch.declare.catalog import Declared
from dogwatch.declare.setting import Setting
from dogwatch.declare.team import Team
from dogwatch.kinds import SLO, Resource
from dogwatch.names import CLIENT_DROPPED, CLIENT_LIMITED, METRICS, is_within

Slos = Mapping[str, Resource]


def slos_of(resources: Iterable[Resource]) -> Slos:
    """The SLOs by what stands for their ids in queries."""
    return {str(each.reference): each for each in resources if each.kind == SLO.name}


@dataclass(frozen=True)
class Kept:
    """The metrics within the namespaces of a catalog: whether each has percentiles."""

    namespaces: tuple[str, ...]
    percentiles: Mapping[str, bool]

    @classmethod
    def by(cls, declared: Declared) -> Kept:
        own = {metric.name: metric.percentiles for metric in declared.metrics}
        sent = {metric.name: metric.percentiles for metric in (*METRICS, CLIENT_DROPPED, CLIENT_LIMITED)}
        namespaces = declared.catalog.namespaces
        return cls(namespaces, {name: has for name, has in (sent | own).items() if is_within(name, namespaces)})


def handles_of(setting: Setting) -> frozenset[str]:
    """Every handle that a team of the catalog has, in whatever environment."""
    return frozenset(handle for team in setting.teams.values() for handle in _all_of(team))


def _all_of(team: Team) -> tuple[str, ...]:
    elsewhere = [handle for handles in team.elsewhere.values() for handle in handles]
    return (*team.page, *team.notify, *team.email, *team.escalate, *elsewhere)


@dataclass(frozen=True)
class Around:
    """What stands around a monitor."""

    kept: Kept
    owned: frozenset[str]
    slos: Slos

    @classmethod
    def of(cls, declared: Declared, setting: Setting, resources: Iterable[Resource]) -> Around:
        return cls(Kept.by(declared), handles_of(setting), slos_of(resources))


NOTHING = Around(Kept((), {}), frozenset(), {})
