"""What is wrong with who is told: monitors that wake nobody though they should, and those that nobody hears."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dogwatch.declare.catalog import Declared
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.routing.transitions import possible_statuses, transitions_of
from dogwatch.declare.setting import Setting
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.declare.tier import tiers_with
from dogwatch.errors import Mistake
from dogwatch.kinds import Body, Reference, Resource
from dogwatch.message import Transition, handles_in, is_pager, tells_at_its_end, told

# What somebody has to hear; whether it ended or goes on they see then.
_MATTERS = (Transition.ALERT, Transition.WARNING, Transition.NO_DATA)


def routing_mistakes(monitor: Monitor, setting: Setting) -> Iterator[Mistake]:
    """What a monitor asks for beside its tier, and cannot have."""
    subject = f"monitor {setting.key_of(monitor)}"
    team = setting.team_of(monitor)
    if monitor.pages and not team.page:
        seen = f"it wakes somebody, but the team {team.name} has no page"
        remedy = 'give the team page="@pagerduty-…", or leave pages=True out'
        yield Mistake(argument_place(monitor.place, "pages"), f"{subject}: pages", seen, remedy)
    if monitor.renotify is None:
        return
    options = {**monitor.options, "thresholds": {"warning": monitor.warn, **(monitor.options.get("thresholds") or {})}}
    possible = possible_statuses(monitor.type, options)
    for status in monitor.renotify.statuses:
        if status not in possible:
            seen = f"it tells {status!r} again, and never tells it"
            remedy = _REMEDIES[status]
            yield Mistake(argument_place(monitor.place, "renotify"), f"{subject}: renotify", seen, remedy)


_REMEDIES = {
    "warn": "give it warn=, or leave 'warn' out of its statuses",
    "no data": "have it tell of no data with options={'notify_no_data': True}, or leave 'no data' out of its statuses",
}


def woken_without_runbook(declared: Declared) -> list[Feature]:
    """Features whose alerts wake somebody, and do not say what to do then."""
    tiers = tiers_with(declared.tiers)
    return [feature for feature in declared.features if not feature.runbook and tiers[feature.tier].pages]


def waking_texts(key: str, monitor: Monitor, production: Sequence[str]) -> Iterator[Mistake]:
    """Pagers that stand in a text, which is the same in every environment: outside production nobody is woken."""
    if monitor.environments and set(monitor.environments) <= set(production):
        return
    texts = {name: getattr(monitor, name) for name in ("title", "what", "message", "absence", "why")}
    for argument, text in {**texts, "options": monitor.options.get("escalation_message")}.items():
        for handle in filter(is_pager, handles_in(text) if isinstance(text, str) else ()):
            yield Mistake(
                argument_place(monitor.place, argument),
                f"monitor {key}: {argument}",
                f"{handle!r} would wake somebody from every environment, staging too",
                "write page= of the team, which is told in production alone; or limit the monitor, as in "
                f"environments=({production[0] if production else 'prod'!r},)",
            )


def unheard(things: Iterable[Declaration], resources: Sequence[Resource], setting: Setting) -> Iterator[Mistake]:
    """Teams of whose monitors nobody hears in production, each with the first of these monitors."""
    if not setting.is_production:
        return
    bodies = {Reference(resource.kind, resource.key): resource.body for resource in resources}
    lost: dict[str, list[str]] = defaultdict(list)
    teams: dict[str, Team] = {}
    for monitor in things:
        key = setting.key_of(monitor)
        body = bodies.get(Reference(monitor.kind, key))
        if isinstance(monitor, Monitor) and monitor.tells and body is not None and _is_lost(body):
            team = setting.team_of(monitor)
            teams[team.name] = team
            lost[team.name].append(key)
    for name, keys in lost.items():
        more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
        seen = f"nobody hears of monitor {keys[0]}{more}"
        yield Mistake(teams[name].place, f"team {name}", seen, 'give it notify="@slack-…", which hears everything')


def _is_lost(body: Body) -> bool:
    """Whether nobody hears of some transition that matters."""
    message = body["message"]
    if tells_at_its_end(message):
        return False
    return any(not told(message, transition) for transition in transitions_of(body) if transition in _MATTERS)
