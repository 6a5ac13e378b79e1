"""What a monitor's options say about its evaluation, with Datadog's defaults filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, Self, TypeAlias

from .status import Status

# The names of `on_missing_data`, and of the older pair of options: `notify_no_data` off and on.
Missing: TypeAlias = Literal["default", "show_no_data", "show_and_notify_no_data", "resolve", "ignore", "notify"]

HOUR: Final = 3600
DAY: Final = 24 * HOUR
_STATUSES: Final = {"alert": Status.ALERT, "warn": Status.WARN, "no data": Status.NO_DATA}
_NEW_HOST: Final = 300


@dataclass(frozen=True)
class Renotify:
    """A reminder every so many seconds in these states, at most so many times; None for no limit."""

    interval: int
    statuses: frozenset[Status]
    occurrences: int | None


@dataclass(frozen=True)
class Options:
    """Seconds where Datadog has minutes or hours; None for what is off."""

    missing: Missing
    timeframe: int | None
    resolves_after: int | None
    retention: int | None
    new_group_delay: int
    new_host_delay: int
    evaluation_delay: int
    needs_full_window: bool
    renotify: Renotify | None
    notify_by: tuple[str, ...] | None
    evaluation_window: Mapping[str, Any]
    recurrences: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """What the options of a body say."""
        scheduling = options.get("scheduling_options") or {}
        new_group = options.get("new_group_delay")
        new_host = options.get("new_host_delay", _NEW_HOST)
        notify_by = options.get("notify_by")
        return cls(
            missing=_missing(options),
            timeframe=_times(options.get("no_data_timeframe"), 60),
            resolves_after=_times(options.get("timeout_h"), HOUR) or None,
            retention=_retention(options.get("group_retention_duration")),
            new_group_delay=int(new_group or 0),
            # The server fills it in where the newer option is not set (recorded exchanges).
            new_host_delay=int(new_host or 0) if new_group is None else 0,
            # As sent; what lies further back than the longest window is all the same.
            evaluation_delay=min(max(0, int(options.get("evaluation_delay") or 0)), 366 * DAY),
            needs_full_window=bool(options.get("require_full_window")),
            renotify=_renotify(options),
            notify_by=tuple(notify_by) if notify_by else None,
            evaluation_window=scheduling.get("evaluation_window") or {},
            recurrences=tuple((scheduling.get("custom_schedule") or {}).get("recurrences") or ()),
        )

    def filled(self, body: Mapping[str, Any], missing: Missing | None) -> Self:
        """With what missing data mean by default, where the options of the body say nothing of it."""
        is_said = body.get("on_missing_data") or body.get("notify_no_data") is not None
        return self if is_said or missing is None else replace(self, missing=missing)

    @property
    def tells_no_data(self) -> bool:
        """Whether a group that comes to No Data is told of."""
        return self.missing in ("notify", "show_and_notify_no_data")


def _missing(options: Mapping[str, Any]) -> Missing:
    chosen: Missing | None = options.get("on_missing_data")
    return chosen or ("notify" if options.get("notify_no_data") else "ignore")


def _renotify(options: Mapping[str, Any]) -> Renotify | None:
    interval = int(options.get("renotify_interval") or 0)
    if interval <= 0:  # options are taken as sent, and time goes forward
        return None
    words = options.get("renotify_statuses") or ("alert", "no data")
    occurrences = options.get("renotify_occurrences")
    return Renotify(
        interval * 60,
        frozenset(_STATUSES[word] for word in words),
        None if occurrences is None else int(occurrences),
    )


def _retention(text: str | None) -> int | None:
    """The seconds of `60m`, `2h` or `1d`."""
    return None if not text else int(text[:-1]) * {"m": 60, "h": HOUR, "d": DAY}[text[-1]]


def _times(number: Any, seconds: int) -> int | None:
    return None if number is None else int(number * seconds)
