"""What stands around a monitor: the metrics that its catalog keeps, the handles of its teams, its SLOs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from dogwatch.declare.catalog import Declared
from dogwatch.declare.setting import Setting
from dogwatch.declare.team import Team
from dogwatch.kinds import SLO, Reference, Resource
from dogwatch.names import CLIENT_DROPPED, CLIENT_LIMITED, METRICS, is_within

Slos = Mapping[str, Resource]
# What to write instead of a reference to nothing; None for one to what there is, or is missed elsewhere already.
Meant = Callable[[Reference], str | None]


def slos_of(resources: Iterable[Resource]) -> Slos:
    """The SLOs by what stands for their ids in queries."""
    return {str(each.reference): each for each in resources if each.kind == SLO.name}


# Tags that services and hosts put on everything that they send.
_ALWAYS = frozenset({"env", "service", "version", "host"})


@dataclass(frozen=True)
class Kept:
    """The metrics within the namespaces of a catalog: whether each has percentiles, and the tags that it can have,
    where they are named.
    """

    namespaces: tuple[str, ...]
    percentiles: Mapping[str, bool]
    tags: Mapping[str, Set[str]]

    @classmethod
    def by(cls, declared: Declared) -> Kept:
        namespaces, own = declared.catalog.namespaces, declared.metrics
        every = (*METRICS, CLIENT_DROPPED, CLIENT_LIMITED, *own)
        percentiles = {str(each.name): each.percentiles for each in every if is_within(str(each.name), namespaces)}
        # Services send of further tags only those of which the catalog says how many values they have. Where a team has
        # a budget, that number is asked for anyway.
        further = {*declared.catalog.values, *(key for feature in declared.features for key in feature.values)}
        sent = () if any(team.custom_metrics for team in declared.teams) else METRICS
        tags: dict[str, Set[str]] = {each.name: {*each.tags, *further, *_ALWAYS} for each in sent}
        tags |= {str(each.name): {*each.tags, *_ALWAYS} for each in own if each.tags}
        return cls(namespaces, percentiles, {name: keys for name, keys in tags.items() if name in percentiles})


def handles_of(setting: Setting) -> frozenset[str]:
    """Every handle that a team of the catalog has, in whatever environment."""
    return frozenset(handle for team in setting.teams.values() for handle in _all_of(team))


def _all_of(team: Team) -> tuple[str, ...]:
    elsewhere = [handle for handles in team.elsewhere.values() for handle in handles]
    return (*team.page, *team.notify, *team.email, *team.escalate, *elsewhere)


@dataclass(frozen=True)
class Around:
    """What stands around a monitor in an environment."""

    env: str
    kept: Kept
    owned: frozenset[str]
    slos: Slos
    meant: Meant

    @classmethod
    def of(cls, declared: Declared, setting: Setting, resources: Iterable[Resource], meant: Meant) -> Around:
        return cls(setting.env, Kept.by(declared), handles_of(setting), slos_of(resources), meant)


NOTHING = Around("prod", Kept((), {}, {}), frozenset(), {}, lambda reference: None)
