"""Who is told what: monitors and tests of each feature by those who hear of them, read from what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dogwatch.declare.routing.transitions import transitions_of
from dogwatch.kinds import MONITOR, SYNTHETIC_TEST, Body, Resource, made_monitor
from dogwatch.message import Transition, told
from dogwatch.names import TELLS_NOBODY, tag_key

# What people ask about, and the transitions that are meant by it.
WHEN: Mapping[str, tuple[Transition, ...]] = {
    "alert": (Transition.ALERT,),
    "recovery": (Transition.RECOVERY,),
    "warning": (Transition.WARNING,),
    "no data": (Transition.NO_DATA,),
    "renotify": (Transition.RENOTIFY, Transition.WARNING_RENOTIFY, Transition.NO_DATA_RENOTIFY),
}
# Whether it warns or misses data tells monitors of one severity apart for nobody.
_MAY_DIFFER = frozenset({"warning", "no data"})

Heard = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Again:
    """How often something is told again, in minutes, and how many times at most."""

    minutes: int
    times: int | None


@dataclass(frozen=True)
class Route:
    """Monitors of a feature, and of one team (the empty text where none is said), of which the same people hear.

    `heard` are the handles by what they are told for; what none of the monitors can tell is not in it. `priorities` are
    the different ones, the highest first.
    """

    feature: str | None
    team: str
    tier: int | None
    priorities: tuple[int, ...]
    monitors: tuple[str, ...]
    heard: Heard
    again: Again | None

    @property
    def handles(self) -> tuple[str, ...]:
        """Everybody who hears of something, in the order in which they stand in messages."""
        return tuple(dict.fromkeys(handle for handles in self.heard.values() for handle in handles))


def routes(resources: Iterable[Resource]) -> list[Route]:
    """The routes of all monitors that tell somebody, those of synthetic tests among them, by feature and urgency; those
    of no feature come last.
    """
    by_subject: dict[tuple[str | None, str], list[Route]] = {}
    for resource in resources:
        body = _monitor(resource)
        if body is not None and TELLS_NOBODY not in body["tags"]:
            route = _route(resource.key, body)
            _put(by_subject.setdefault((route.feature, route.team), []), route)
    found = [route for listed in by_subject.values() for route in listed]
    return sorted(found, key=_place)


def _place(route: Route) -> tuple[object, ...]:
    """By feature, the highest priority first, and what most people hear before the rest of it."""
    return route.feature is None, route.feature or "", route.priorities[:1], -len(route.handles), route.monitors


def _monitor(resource: Resource) -> Body | None:
    """The body of the monitor, if it is one or brings one along."""
    if resource.kind == SYNTHETIC_TEST.name:
        return made_monitor(resource.body)
    return resource.body if resource.kind == MONITOR.name else None


def _route(key: str, body: Body) -> Route:
    tags = {tag_key(tag): tag.partition(":")[2] for tag in body["tags"]}
    tier, priority = tags.get("tier", ""), body.get("priority")
    return Route(
        feature=tags.get("feature"),
        team=tags.get("team", ""),
        tier=int(tier) if tier.isdecimal() else None,  # what was imported has tiers of its own
        priorities=() if priority is None else (priority,),
        monitors=(key.rpartition("/")[2],),
        heard=_heard(body),
        again=_again(body),
    )


def _heard(body: Body) -> Heard:
    possible = transitions_of(body)
    escalation = (body.get("options") or {}).get("escalation_message") or ""
    heard: dict[str, tuple[str, ...]] = {}
    for name, transitions in WHEN.items():
        happening = [transition for transition in transitions if transition in possible]
        text = f"{body['message']}\n{escalation if name == 'renotify' else ''}"
        if happening:
            heard[name] = tuple(dict.fromkeys(handle for each in happening for handle in told(text, each)))
    return heard


def _again(body: Body) -> Again | None:
    options = body.get("options") or {}
    minutes = options.get("renotify_interval")
    return Again(minutes, options.get("renotify_occurrences")) if minutes else None


def _put(listed: list[Route], route: Route) -> None:
    """Adds a route to the first that it says the same as, or else to the list."""
    for place, other in enumerate(listed):
        if _agree(other, route):
            listed[place] = _joined(other, route)
            return
    listed.append(route)


def _agree(one: Route, other: Route) -> bool:
    names = [name for name in WHEN if name not in _MAY_DIFFER or (name in one.heard and name in other.heard)]
    return one.again == other.again and all(one.heard.get(name) == other.heard.get(name) for name in names)


def _joined(one: Route, other: Route) -> Route:
    heard = {**one.heard, **other.heard}
    return Route(
        one.feature,
        one.team,
        one.tier,
        tuple(sorted({*one.priorities, *other.priorities})),
        (*one.monitors, *other.monitors),
        {name: heard[name] for name in WHEN if name in heard},
        one.again,
    )
