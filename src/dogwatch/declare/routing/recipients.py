"""Who is told of a monitor in an environment, by what they are told for."""

from __future__ import annotations

from dataclasses import dataclass

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.setting import Setting
from dogwatch.declare.team import Handles
from dogwatch.message import is_pager


@dataclass(frozen=True)
class Recipients:
    """Handles: `always` hear everything, `page` alerts and their end, `escalate` alerts that go on."""

    always: Handles = ()
    page: Handles = ()
    escalate: Handles = ()

    @property
    def pagers(self) -> Handles:
        """Those where an alert stays open until they hear of its end."""
        return tuple(filter(is_pager, (*self.page, *self.escalate)))

    @property
    def readers(self) -> Handles:
        """Those of `page` that are read by people: channels, mail."""
        return tuple(handle for handle in self.page if not is_pager(handle))


def recipients(monitor: Monitor, setting: Setting, *, escalates: bool) -> Recipients:
    """In production the tier and the monitor say who; elsewhere only whom the team asks for is told.

    `escalates` says whether an alert that goes on is told again.
    """
    team, tier = setting.team_of(monitor), setting.tier_of(monitor)
    if not setting.is_production:
        return Recipients(always=team.elsewhere.get(setting.env, ()))
    always = team.email if tier.email and team.email else team.notify
    if setting.pages_for(monitor):
        return Recipients(always, team.page, team.escalate if escalates else ())
    return Recipients(always)
