"""What is known when a monitor tells somebody, and what the variables of a message stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from .transition import Transition
from .tree import Path

# A date as the events of monitors write it; the messages of the sample say themselves that it is UTC.
_DATE = "%a %b %d %Y %H:%M:%S"
_DECIMALS = 3


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a message is rendered for.

    `tags` are those of the group and of the scope, several values to a key; times are in seconds since 1970, `now` that
    of the notification. `more` holds what only some monitors know, by the first step of its variable: `host` (`ip`,
    `metadata_platform`, …), `event`, `log`, `span`, `rum`, the monitors `a`, `b` of a composite, `check_message`, or
    `timeframe` and the burn rates of an SLO. What is nested there is found by its names with points between.
    """

    transition: Transition = Transition.ALERT
    priority: int | None = None
    value: float | None = None
    threshold: float | None = None
    warn_threshold: float | None = None
    alert_recovery_threshold: float | None = None
    warn_recovery_threshold: float | None = None
    ok_threshold: float | None = None
    comparator: str = ""
    first_triggered_at: float | None = None
    last_triggered_at: float | None = None
    now: float | None = None
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def lookup(self, path: Path) -> object:
        """What a variable stands for; None where nothing is known of it."""
        if path.is_tag and path.steps[0] in self.tags:
            return self.variables_of_tags[path.steps[0]]["name"]
        return _behind(self.variables.get(path.steps[0]), path.steps[1:]) if path.steps else None

    @cached_property
    def variables_of_tags(self) -> Mapping[str, Mapping[str, str]]:
        """Those of the tags: the values of a key with commas between."""
        return {key: {"name": ",".join(sorted(values))} for key, values in self.tags.items()}

    @cached_property
    def variables(self) -> Mapping[str, Any]:
        """Every variable by its first step."""
        tags = self.variables_of_tags
        more = {
            name: {**tags.get(name, {}), **known} if isinstance(known, Mapping) else known
            for name, known in self.more.items()
        }
        return {**tags, **more, **{name: known for name, known in self._built_in() if known is not None}}

    def _built_in(self) -> list[tuple[str, Any]]:
        names = ("value", "threshold", "warn_threshold", "alert_recovery_threshold", "warn_recovery_threshold")
        numbers = [(name, getattr(self, name)) for name in (*names, "ok_threshold")]
        times = [(name, getattr(self, name)) for name in ("first_triggered_at", "last_triggered_at")]
        return [
            *((name, None if number is None else float(number)) for name, number in numbers),
            *((name, None if at is None else dated(at)) for name, at in times),
            *((f"{name}_epoch", None if at is None else int(at * 1000)) for name, at in times),
            ("triggered_duration_sec", self._duration()),
            ("comparator", self.comparator or None),
        ]

    def _duration(self) -> int | None:
        if self.now is None or self.first_triggered_at is None:
            return None
        return max(0, int(self.now - self.first_triggered_at))


class Tags:
    """The tags of a record, such as `env:prod`: a message shows all of them, or the values of a key."""

    def __init__(self, tags: Iterable[str]) -> None:
        self.every = sorted(tags)

    def of(self, key: str) -> str:
        """The values of a key with commas between; "" where no tag has it."""
        return ",".join(tag.partition(":")[2] for tag in self.every if tag.startswith(f"{key}:"))


def _behind(found: object, steps: Sequence[str]) -> object:
    """What is found by further steps; the key of a tag is one of them, so one with points stands in brackets."""
    if not steps:
        return found
    if isinstance(found, Tags):
        return found.of(steps[0]) if len(steps) == 1 else None
    if isinstance(found, Mapping) and steps[0] in found:
        value = _behind(found[steps[0]], steps[1:])
        if value is not None:
            return value
    return _nested(found, ".".join(steps))


def _nested(found: object, path: str) -> object:
    """What is at a path, whose names may have points themselves."""
    if not isinstance(found, Mapping):
        return None
    if path in found:
        return found[path]
    ways = (_nested(inner, path[len(f"{key}.") :]) for key, inner in found.items() if path.startswith(f"{key}."))
    return next((value for value in ways if value is not None), None)


def dated(at: float) -> str:
    """A time in UTC, `Wed Jun 03 2020 20:43:04`."""
    return datetime.fromtimestamp(at, UTC).strftime(_DATE)


def shown(value: object) -> str:
    """What stands in a message for a value; nothing where none is known, or where it has parts."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | str():
            return str(value)
        case float():
            return repr(round(value, _DECIMALS))
        case list() | tuple():
            return ",".join(sorted(map(shown, value)))
        case Tags():
            return ",".join(value.every)
        case _:
            return ""
