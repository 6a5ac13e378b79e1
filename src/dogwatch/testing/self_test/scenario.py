"""A scenario for one monitor: what is done to its feature, step by step, and what has to come of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.declare import Feature, Team

Expected: TypeAlias = Literal["quiet", "warn", "alert", "again", "held", "recovery", "nothing"]


@attrs.frozen
class Phase:
    """So many minutes with other measures than those of an ordinary day, and what has to come of them.

    "held" is that trouble goes on, "again" that it is told again. `version` is that of the last of the hosts, with
    these measures; `dead` says that the processes are. `series` are values of other metrics from then on, of each ten
    seconds.
    """

    what: str
    minutes: int
    expects: Expected
    measures: Mapping[str, Any] = attrs.field(factory=dict)
    version: str | None = None
    dead: bool = False
    series: Mapping[str, float] = attrs.field(factory=dict)


@attrs.frozen
class Scenario:
    """The phases for a monitor of a feature, by name; `past` are measures before, `hosts` how many there are.

    `tells` are those who have to hear of an alert, `hears` those who hear of everything; `kind` is that of series.
    """

    monitor: str
    feature: Feature
    phases: tuple[Phase, ...]
    tells: tuple[str, ...] = ()
    hears: tuple[str, ...] = ()
    past: Mapping[str, Any] = attrs.field(factory=dict)
    hosts: int = 2
    kind: Literal["gauge", "count"] = "gauge"


@attrs.frozen
class About:
    """What derivations need to know of a feature: who answers, and how a tier treats its alerts.

    `share` is what a value must come back to of its limit before an alert ends, None where the limit itself ends it;
    `again` after how many minutes an alert is told again.
    """

    feature: Feature
    team: Team
    is_production: bool
    env: str
    pages: bool
    is_mailed: bool
    share: float | None
    again: int | None

    @property
    def hears(self) -> tuple[str, ...]:
        """Who hears of everything."""
        if not self.is_production:
            return self.team.elsewhere.get(self.env, ())
        return self.team.email if self.is_mailed and self.team.email else self.team.notify

    def tells(self, *, pages: bool) -> tuple[str, ...]:
        """Who hears of an alert, which may wake somebody."""
        wakes = pages and self.pages and self.is_production
        return (*self.hears, *(self.team.page if wakes else ()))
