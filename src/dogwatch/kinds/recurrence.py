"""Rules of recurrence (RFC 5545) as a client has to understand them: which of them Datadog takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_EXAMPLE = "'FREQ=WEEKLY;BYDAY=SU'"
_DAY = re.compile(r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?\d{1,3}")
_UNTIL = re.compile(r"\d{8}(?:T\d{6}Z?)?")


def _positive(text: str) -> bool:
    return text.isdecimal() and int(text) > 0


def _days(text: str) -> bool:
    return all(map(_DAY.fullmatch, text.split(",")))


def _numbers(text: str) -> bool:
    return all(map(_NUMBER.fullmatch, text.split(",")))


# What each part may say, and how that is called.
_PARTS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "FREQ": (FREQUENCIES.__contains__, f"one of {', '.join(FREQUENCIES)}"),
    "INTERVAL": (_positive, "a whole number from 1 on"),
    "COUNT": (_positive, "a whole number from 1 on"),
    "UNTIL": (_UNTIL.fullmatch, "a time as in 20270131T220000Z"),
    "BYDAY": (_days, "days as in MO,TU,WE"),
    "WKST": (_DAY.fullmatch, "a day as in MO"),
    **{
        f"BY{part}": (_numbers, "whole numbers")
        for part in ("SETPOS", "MONTHDAY", "YEARDAY", "WEEKNO", "MONTH", "HOUR", "MINUTE", "SECOND")
    },
}


def rrule_mistakes(rrule: object, refused: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """What is wrong with a rule, and what to write instead; `refused` are parts that are not taken where it stands."""
    text = rrule.upper().removeprefix("RRULE:") if isinstance(rrule, str) else ""
    parts = [part.partition("=") for part in text.split(";")]
    read = {name: value for name, _, value in parts}
    if len(read) < len(parts) or not all(read.values()) or "FREQ" not in read:
        yield f"{rrule!r} is no rule of recurrence", f"write one of RFC 5545, as in {_EXAMPLE}"
        return
    for name, value in read.items():
        if name not in _PARTS:
            yield f"{name} is no part of a rule of recurrence", f"write one of {', '.join(_PARTS)}"
        elif name in refused:
            yield f"{name} is not taken here", f"write {_EXAMPLE}, with UNTIL= where it ends"
        elif not _PARTS[name][0](value):
            yield f"{name}={value} says nothing", f"write {_PARTS[name][1]}"


def is_time_zone(name: object) -> bool:
    """Whether it is a name of the zone database."""
    try:
        ZoneInfo(name)  # type: ignore[arg-type]  # a TypeError is no as well
    except (ZoneInfoNotFoundError, TypeError, ValueError):
        return False
    return True
