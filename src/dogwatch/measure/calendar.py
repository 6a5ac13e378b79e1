"""`calendar_shift(q, '-1mo', 'UTC')`: the same day and hour an earlier day, week, month or year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from .arguments import Arguments

_SHIFT: Final = re.compile(r"-(\d{1,3})(d|w|mo|y)")


@dataclass(frozen=True)
class CalendarShift:
    """So many days, weeks, months or years earlier, by the clock of a time zone."""

    count: int
    unit: str
    zone: str

    @classmethod
    def of(cls, arguments: Arguments) -> Self:
        """What the arguments of a call say."""
        texts = [str(value) for value in arguments.values]
        match = _SHIFT.fullmatch(texts[0]) if texts else None
        zone = texts[1] if len(texts) > 1 else "UTC"
        if match is None or len(texts) > 2 or not _is_zone(zone):
            arguments.fail("'-1d', '-1w', '-1mo' or the like, and a time zone")
        return cls(int(match[1]), match[2], zone)

    def seconds(self, moment: int) -> int:
        """How many seconds earlier that is at a moment."""
        now = datetime.fromtimestamp(moment, ZoneInfo(self.zone))
        if self.unit in ("d", "w"):
            then = now - timedelta(days=self.count * (7 if self.unit == "w" else 1))
        else:
            months = now.year * 12 + now.month - 1 - self.count * (12 if self.unit == "y" else 1)
            year, month = max(1, months // 12), months % 12 + 1
            then = now.replace(year=year, month=month, day=min(now.day, monthrange(year, month)[1]))
        return moment - int(then.timestamp())


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found is a KeyError, a folder of zones an OSError
        return False
    return True
