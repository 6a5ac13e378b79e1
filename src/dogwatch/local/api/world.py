"""What every handler is given: the store of objects, what comes in and is told, the clock, the keys, and a catalog."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from dogwatch.judge import Notification
from dogwatch.local.declared import Declared
from dogwatch.local.intake import Intake
from dogwatch.local.live import Alerts, Deliveries, Receivers
from dogwatch.local.store import Store

from .keys import Keys


def utc_now() -> datetime:
    return datetime.now(UTC)


def nobody(notification: Notification) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class World:
    """One emulated organisation; `app` is where people see it.

    What is told goes to `receivers` whom it names, and to `tell`.
    """

    store: Store
    keys: Keys = field(default_factory=lambda: Keys("local", "local"))
    now: Callable[[], datetime] = utc_now
    intake: Intake = field(default_factory=lambda: Intake(time.time))
    declared: Declared = field(default_factory=Declared)
    app: str = "https://app.datadoghq.com"
    receivers: Receivers = field(default_factory=lambda: Receivers((), Deliveries()))
    tell: Callable[[Notification], None] = nobody

    @cached_property
    def alerts(self) -> Alerts:
        """Its monitors as they are judged."""
        return Alerts(self.store, self.intake.series, int(self.now().timestamp()))
