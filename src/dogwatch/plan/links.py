"""Where people see what a plan asks them to look at."""

from __future__ import annotations

from dataclasses import replace

from dogwatch.kinds import KINDS, ListedKind
from dogwatch.plan.change import LeftAlone, Plan


def with_links(plan: Plan, app: str) -> Plan:
    """The plan in which what is left alone has the addresses of its objects, at the Datadog seen at `app`."""
    return replace(plan, left_alone=tuple(_linked(thing, app) for thing in plan.left_alone))


def _linked(thing: LeftAlone, app: str) -> LeftAlone:
    kind = KINDS[thing.kind]
    if not isinstance(kind, ListedKind) or not kind.page:
        return thing
    return replace(thing, links=tuple(kind.link(app, id) for id in thing.ids))
