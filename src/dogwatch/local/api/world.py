"""What every handler is given: the store of objects, what comes in, the clock, the keys, and a catalog beside them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dogwatch.judge import UptimeBook
from dogwatch.local.declared import Declared
from dogwatch.local.intake import Intake
from dogwatch.local.store import Store

from .keys import Keys


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class World:
    """One emulated organisation."""

    store: Store
    keys: Keys = field(default_factory=lambda: Keys("local", "local"))
    now: Callable[[], datetime] = utc_now
    intake: Intake = field(default_factory=lambda: Intake(time.time))
    declared: Declared = field(default_factory=Declared)
    uptime: UptimeBook = field(default_factory=UptimeBook)
