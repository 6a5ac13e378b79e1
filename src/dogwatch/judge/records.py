"""Events and logs, for monitors on them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final, Literal, TypeAlias

Source: TypeAlias = Literal["events", "logs"]

# Asked by their names alone (docs: logs/explorer/search_syntax; events/explorer/searching); all others behind an @.
RESERVED: Final = frozenset({"host", "service", "source", "status", "priority", "trace_id", "event_id", "evt.id"})


@dataclass(frozen=True, slots=True)
class Record:
    """An event or a log at a second since 1970; tags are texts, `env:prod`.

    `attributes` may be nested, and hold lists; `{"service": "web", "http": {"status_code": 500}}` is asked for as
    `service:web` and as `@http.status_code:500`. `index` is that of a log.
    """

    at: int
    message: str = ""
    tags: frozenset[str] = frozenset()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    index: str = "main"

    def values(self, path: str) -> list[Any]:
        """What it says of a path: `service`, `env`, `@http.status_code`, `tags`; nothing where it says nothing."""
        if path.startswith("@"):
            return list(_found(self.attributes, path[1:]))
        if path == "tags":
            return sorted(self.tags)
        own = list(_found(self.attributes, path)) if path in RESERVED else []
        return own + sorted(tag.partition(":")[2] for tag in self.tags if tag.startswith(f"{path}:"))

    def every_value(self) -> list[Any]:
        """The values of all its attributes."""
        return list(_leaves(self.attributes))


class Records:
    """Keeps events and logs, each in the order of time."""

    def __init__(self, *, events: Iterable[Record] = (), logs: Iterable[Record] = ()) -> None:
        self._records: defaultdict[Source, list[Record]] = defaultdict(list)
        self._records["events"] = sorted(events, key=attrgetter("at"))
        self._records["logs"] = sorted(logs, key=attrgetter("at"))

    def add(self, source: Source, record: Record) -> None:
        """Takes one in."""
        insort(self._records[source], record, key=attrgetter("at"))

    def between(self, source: Source, begin: int, end: int) -> list[Record]:
        """Those from one second up to before another."""
        every = self._records[source]
        first, last = (bisect_left(every, at, key=attrgetter("at")) for at in (begin, end))
        return every[first:last]

    def forget(self, before: int) -> None:
        """Gives up what was before a second."""
        for every in self._records.values():
            del every[: bisect_left(every, before, key=attrgetter("at"))]


def _found(value: Any, path: str) -> Iterator[Any]:
    """The leaves at a path, whose names may hold points themselves; of lists all elements are looked at."""
    if isinstance(value, list | tuple):
        for each in value:
            yield from _found(each, path)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key == path:
                yield from _elements(inner)
            elif path.startswith(f"{key}."):
                yield from _found(inner, path[len(key) + 1 :])


def _elements(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        yield from value
    elif value is not None and not isinstance(value, Mapping):
        yield value


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield value
