"""What happens beside series in a simulation: runs of service checks, events and logs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Final

from dogwatch.errors import UsageError
from dogwatch.judge import CheckRun, CheckRuns, Checks, Events, Kind, Record, Records
from dogwatch.kinds import Body

from .series.notation import read_series, read_values

_STATUSES: Final = {"ok": 0, "warning": 1, "critical": 2, "unknown": 3}
_STATUS: Final = re.compile(r"\b(ok|warning|critical|unknown)(?=x\d|\s|$)")
_SOURCES: Final = {"log alert": "logs", "event-v2 alert": "events"}
# Of events, as long as Datadog's are.
_FIRST_ID: Final = 600_000_000_000_000_001
CHECK: Final = "service check"
OCCURRING: Final = frozenset({CHECK, *_SOURCES})


class Occurrences:
    """Keeps them by their seconds since 1970; those to come are seen when it is time."""

    def __init__(self, env: str) -> None:
        self._env = env
        self._runs, self._records = CheckRuns(), Records()
        # Of what there is something: monitors on anything else would say that nothing comes.
        self._checks: set[str] = set()
        self._sources: set[str] = set()
        self._ids = count(_FIRST_ID)

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of monitors that read them."""
        return [Checks(self._runs), Events(self._records)]

    def is_about(self, monitor: Body) -> bool:
        """Whether a monitor reads what has happened, or will; those that read series do not ask for it."""
        if monitor["type"] == CHECK:
            return any(monitor["query"].startswith(f'"{known}"') for known in self._checks)
        return monitor["type"] not in _SOURCES or _SOURCES[monitor["type"]] in self._sources

    def check(self, check: str, says: str, begin: int, step: int, message: Mapping[str, str]) -> None:
        """Runs of a check from a second on, one every step: `ok x5`, written `okx5 criticalx3 _ ok`.

        `message` is what it says beside, by its status.
        """
        # A check may have the name of a metric, and its scope the form of one.
        name, _, tags = read_series(check, self._env)
        self._checks.add(name)
        beside = {_STATUSES[word]: text for word, text in message.items()}
        for place, status in enumerate(_statuses(says)):
            if status is not None:
                self._runs.add(CheckRun(name, status, begin + place * step, tags, beside.get(status, "")))

    def log(self, message: str, times: Iterable[int], tags: Iterable[str], index: str, attributes: Body) -> None:
        """Logs at some seconds, all alike."""
        self._sources.add("logs")
        for at in times:
            self._records.add("logs", Record(at, message, self._tags(tags), attributes, index=index))

    def event(self, title: str, text: str, times: Iterable[int], tags: Iterable[str], attributes: Body) -> None:
        """Events at some seconds, all alike."""
        self._sources.add("events")
        for at in times:
            said = {"event_id": str(next(self._ids)), **attributes}
            self._records.add("events", Record(at, text, self._tags(tags), said, title))

    def _tags(self, tags: Iterable[str]) -> frozenset[str]:
        if isinstance(tags, str):
            raise UsageError(f"tags={tags!r} is one text; write a list, as in tags=[{tags!r}]")
        return read_series(f"x{{{','.join(tags)}}}", self._env).tags


def messages(said: str | Mapping[str, str]) -> dict[str, str]:
    """What a check says beside its status, by each of them; UsageError for a status that is none."""
    if isinstance(said, str):
        return dict.fromkeys(_STATUSES, said)
    if not isinstance(said, Mapping):
        raise UsageError(f"message={said!r} is no text; write one, or one for each status")
    unknown = [word for word in said if word not in _STATUSES]
    if unknown:
        raise UsageError(f"message={dict(said)!r}: {unknown[0]!r} is no status; write one of {', '.join(_STATUSES)}")
    return dict(said)


def _statuses(says: str) -> list[int | None]:
    """The statuses that a text says, None for no run."""
    values = read_values(_STATUS.sub(lambda word: str(_STATUSES[word[1]]), says))
    if any(value == value and value not in _STATUSES.values() for value in values):
        raise UsageError(f"{says!r}: a check says ok, warning, critical or unknown, as in 'okx5 criticalx3'")
    return [int(value) if value == value else None for value in values]
