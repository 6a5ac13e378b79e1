"""The monitors of an organisation as they are judged, and what they are judged by beside the series."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from dogwatch.judge import (
    CheckRuns,
    Checks,
    Downtime,
    Events,
    Judging,
    NotificationRule,
    Records,
    SloAlerts,
    UptimeBook,
    replayed,
)
from dogwatch.local.store import Id
from dogwatch.local.store import Store as Objects
from dogwatch.measure import Store as Series

from .seen import Seen, named

# Evaluations are kept for so many seconds; what is in trouble stays known for as long as it is.
KEPT: Final = 3600
# Of monitors on events (docs: monitors/types/event), and a little more.
LONGEST_WINDOW: Final = 2 * 86400 + 3600
# What is looked at when it has changed, by the kinds of the store.
WATCHED: Final = ("monitor", "slo", "slo_correction", "downtime", "notification_rule", "service_check", "event")


class Alerts:
    """Judges the monitors, from the second `now` on.

    `changed` are the ids of what has to be taken up before the next evaluation, by kind; at first all there are.
    `overall` are the states of monitors as they are stored with them.
    """

    def __init__(self, objects: Objects, series: Series, now: int) -> None:
        self.changed: dict[str, set[Id]] = {kind: objects.watch(kind) for kind in WATCHED}
        self.runs, self.records = CheckRuns(), Records()
        self.book = UptimeBook(partial(replayed, series))
        self.slos: dict[str, Mapping[str, Any]] = {}
        self.corrections: dict[str, Mapping[str, Any]] = {}
        self.downtimes: dict[str, Downtime] = {}
        self.rules: dict[str, NotificationRule] = {}
        self.slo_alerts = SloAlerts(series, self.slos, book=self.book)
        kinds = (Checks(self.runs), Events(self.records), self.slo_alerts)
        self.judging = Judging(series, now=now, kinds=kinds, kept=KEPT)
        self.groups: dict[int, dict[str, Seen]] = {}
        self.overall: dict[int, str] = {}
        self.is_restored = False
        # Whether the book knows more than what was written of it.
        self.has_learnt = False

    def learn(self) -> None:
        """Notes when the monitors were down that SLOs are made of, as long as it is known."""
        of_slos = (slo["monitor_ids"] for slo in self.slos.values() if slo["type"] == "monitor")
        self.has_learnt |= self.book.learn(self.judging, {id for ids in of_slos for id in ids})

    def forget(self, now: int) -> None:
        """Gives up the events that no monitor looks back to any more."""
        self.records.forget(now - LONGEST_WINDOW)

    def seen(self, monitor: int, tags: Mapping[str, str]) -> Seen:
        """When a group of a monitor was in which state, to be learned."""
        return self.groups.setdefault(monitor, {}).setdefault(named(tags), Seen())
