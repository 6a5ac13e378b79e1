"""How much a feature matters: whether its alerts wake somebody, their priority, how often they are repeated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from dogwatch.declare.limit import duration, optional_percent
from dogwatch.declare.several import several
from dogwatch.place import Place, here
from dogwatch.values import Duration, Percent

# Datadog's names of the states that can be notified again (v1 API description, MonitorRenotifyStatusType).
STATUSES = ("alert", "warn", "no data")

PRIORITIES = range(1, 6)

# What monitors have that are of no feature.
ORDINARY = 3


def _statuses(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen
class Renotify:
    """Telling it again while it goes on: `Renotify("30m", times=4)`.

    `every` is in whole minutes; `times` is the most, without an end unless given; `statuses` are the states that are
    told again, of "alert", "warn" and "no data".
    """

    every: Duration = attrs.field(converter=duration)
    times: int | None = attrs.field(default=None, kw_only=True)
    statuses: tuple[str, ...] = attrs.field(default=("alert",), converter=_statuses, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)


@attrs.frozen
class Tier:
    """What holds for the monitors of every feature of a tier, from 1 (the most important) to 5.

    `pages` says whether alerts wake somebody; `priority` is Datadog's, 1 to 5; `renotify` tells them again; `email`
    mails them where the team has an address, instead of telling the channel. `recovery` is the share of a limit that a
    value must come back to before an alert ends, `"90%"`; without it an alert ends at the limit itself.
    """

    number: int
    pages: bool = attrs.field(default=False, kw_only=True)
    priority: int | None = attrs.field(default=None, kw_only=True)
    renotify: Renotify | None = attrs.field(default=None, kw_only=True)
    email: bool = attrs.field(default=False, kw_only=True)
    recovery: Percent | None = attrs.field(default=None, converter=optional_percent, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)


# What holds unless the catalog declares a tier of the same number.
STANDARD_TIERS: Mapping[int, Tier] = {
    tier.number: tier
    for tier in (
        Tier(1, pages=True, priority=1, renotify=Renotify("30m", times=4)),
        Tier(2, priority=2, renotify=Renotify("2h", times=3)),
        Tier(3, priority=3),
        Tier(4, priority=4, email=True),
        Tier(5, priority=5, email=True),
    )
}


def tiers_with(declared: Iterable[Tier]) -> dict[int, Tier]:
    """The tiers by number: those declared in the place of the library's."""
    return {**STANDARD_TIERS, **{tier.number: tier for tier in declared}}
