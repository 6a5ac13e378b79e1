"""Times of day in places of the world."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo  # loaded with the first message that names one

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name of a zone at all, a folder of them
        return None


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    return _zone(name) is not None


def local_time(at: float, zone: str) -> str | None:
    """A time, in seconds since 1970, in a zone: `2021-05-31 23:43:27+09:00`; None where there is no such zone."""
    there = _zone(zone)
    if there is None:
        return None
    return datetime.fromtimestamp(at, there).isoformat(" ", "seconds")
