"""Moments on the clock of a simulation, as they are written and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from dogwatch.errors import UsageError


@dataclass
class Clock:
    """The second since 1970 that it is in a simulation.

    Loads have it and not the simulation, which has them: so all of it is given back once a test is over.
    """

    now: int

    def __call__(self) -> int:
        return self.now


def moment(written: str) -> int:
    """The seconds since 1970 of a moment such as `2026-01-05T09:00Z`, whole minutes; UTC where no zone is said."""
    try:
        read = datetime.fromisoformat(written)
    except (ValueError, TypeError):
        raise UsageError(f"{written!r} is no moment; write one like '2026-01-05T09:00Z'") from None
    seconds = int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
    if seconds % 60:
        raise UsageError(f"{written!r} is no whole minute, at which monitors are evaluated; leave the seconds out")
    return seconds


def clock_time(seconds: int) -> str:
    """The time of the day: `09:30`, or `09:30:10` where it is no whole minute."""
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{at:%H:%M}" if seconds % 60 == 0 else f"{at:%H:%M:%S}"


def day_and_time(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"


def lasting(seconds: int) -> str:
    """A span as people say it: `5m`, `1h30m`, `2d`."""
    if seconds < 0:
        return f"-{lasting(-seconds)}"
    parts = []
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts[:2]) or "0s"
