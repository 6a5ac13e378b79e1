"""Windows of a monitor: how far it looks back, `last_5m` or the current hour, day or month, or ahead, `next_1w`.

Sources: docs monitors/types/metric (1 minute to 730 hours), monitors/configuration (cumulative windows).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar, get_args

from dogwatch.values import Duration

Unit: TypeAlias = Literal["m", "h", "d", "w", "mo"]
CurrentUnit: TypeAlias = Literal["1h", "1d", "1mo"]

# Datadog counts a month of a window as 730 hours.
_SECONDS: dict[str, int] = {"m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 730 * 3600}
_LONGEST = _SECONDS["mo"]
_LAST = re.compile(r"(?:last_)?(\d+)(mo|[mhdw])")
_COUNTED = re.compile(r"(\d{1,9})(mo|[mhdw])", re.ASCII)
_AGO = re.compile(r"(\d+)([mhdw])_ago")
_EXAMPLES = "write one from '1m' to '1mo', such as '5m', '4h' or '1d', or 'current_1h', 'current_1d', 'current_1mo'"


@dataclass(frozen=True, slots=True)
class Last:
    """A window that slides: `last_5m`."""

    count: int
    unit: Unit

    @property
    def seconds(self) -> int:
        return self.count * _SECONDS[self.unit]

    def __str__(self) -> str:
        return f"last_{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class Current:
    """A window that begins anew with each hour, day or month: `current_1h`."""

    unit: CurrentUnit

    @property
    def seconds(self) -> int:
        """The longest it gets."""
        return _SECONDS[self.unit[1:]]

    def __str__(self) -> str:
        return f"current_{self.unit}"


@dataclass(frozen=True, slots=True)
class Ago:
    """A shift of a change monitor in its older spelling: `1h_ago`."""

    count: int
    unit: Unit

    @property
    def seconds(self) -> int:
        return self.count * _SECONDS[self.unit]

    def __str__(self) -> str:
        return f"{self.count}{self.unit}_ago"


@dataclass(frozen=True, slots=True)
class Next:
    """A window ahead, for which a forecast is made: `next_1w`."""

    count: int
    unit: Unit

    @property
    def seconds(self) -> int:
        return self.count * _SECONDS[self.unit]

    def __str__(self) -> str:
        return f"next_{self.count}{self.unit}"


Window: TypeAlias = Last | Current | Next
Shift: TypeAlias = Last | Ago

_W = TypeVar("_W", Last, Ago)


def read_window(value: object) -> Last | Current:
    """The window that "5m", "last_5m", "current_1d" or a Duration means.

    Raises ValueError for what is no window, or is shorter than a minute or longer than a month (730 h).
    """
    for unit in get_args(CurrentUnit):
        if value == f"current_{unit}":
            return Current(unit)
    return _read_last(value, "window")


def as_window(which: str, text: str) -> Last | Current | None:
    """The window that `.last("5m")` or `.current("1mo")` says, whatever its length; None for a text that is none."""
    if which == "current":
        return Current(text) if text in get_args(CurrentUnit) else None  # type: ignore[arg-type]  # one of the units
    match = _COUNTED.fullmatch(text)
    return None if match is None else Last(int(match[1]), match[2])  # type: ignore[arg-type]  # the pattern's units


def read_shift(value: object) -> Shift:
    """How far a change monitor looks back for comparison: "30m" and "last_30m" are `last_30m`, "1h_ago" is itself.

    Raises ValueError for what is no shift, or is shorter than a minute or longer than a month (730 h).
    """
    match = _AGO.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return _read_last(value, "shift")
    return _in_range(Ago(int(match[1]), match[2]), value, "shift")  # type: ignore[arg-type]  # the pattern's units


def whole_seconds(value: object, purpose: str) -> int:
    """The seconds of a duration such as "60s". Raises ValueError for anything but one or more whole seconds."""
    seconds = Duration.parse(value).seconds
    if seconds < 1 or seconds % 1:
        raise ValueError(f"the {purpose} is {str(value)!r}; Datadog wants whole seconds, as in '60s'")
    return int(seconds)


def _read_last(value: object, noun: str) -> Last:
    match = _LAST.fullmatch(value) if isinstance(value, str) else None
    if match is not None:
        return _in_range(Last(int(match[1]), match[2]), value, noun)  # type: ignore[arg-type]  # the pattern's units
    try:
        seconds = Duration.parse(value).seconds
    except ValueError as error:
        raise ValueError(f"{value!r} is not a {noun}; {_EXAMPLES}") from error
    if seconds % 60:
        raise ValueError(f"the {noun} {str(value)!r} is not a whole number of minutes; {_EXAMPLES}")
    return _in_range(_in_largest_unit(int(seconds)), value, noun)


def _in_largest_unit(seconds: int) -> Last:
    if seconds == _SECONDS["w"]:
        return Last(1, "w")
    if seconds % _SECONDS["d"] == 0:
        return Last(seconds // _SECONDS["d"], "d")
    if seconds % _SECONDS["h"] == 0:
        return Last(seconds // _SECONDS["h"], "h")
    return Last(seconds // 60, "m")


def _in_range(window: _W, value: object, noun: str) -> _W:
    if not 60 <= window.seconds <= _LONGEST:
        fault = "shorter than a minute" if window.seconds < 60 else "longer than a month (730 hours)"
        raise ValueError(f"the {noun} {str(value)!r} is {fault}; {_EXAMPLES}")
    return window
