"""One metric of the store: its type, and which of its series have which tag."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

from dogwatch.names import tag_key
from dogwatch.query import And, Commas, Excluded, In, Not, Or, Scope, Tag, Term, Variable

from .refusal import refused
from .tier import Ints, Mask

Kind: TypeAlias = Literal["gauge", "count", "rate", "distribution"]

# What a group is called that lacks the tag which is grouped by.
NOT_APPLICABLE = "N/A"


class Scale(NamedTuple):
    """What a value is multiplied by before it is kept, and for how many it counts then."""

    factor: float
    weight: float


AS_IT_IS: Final = Scale(1.0, 1.0)


class Metric:
    """The series of one metric.

    `interval` is the seconds between two points of a series, which turn a rate into a count; `version` grows whenever
    a series comes or goes.
    """

    def __init__(self, name: str, kind: Kind, interval: int) -> None:
        self.name, self.kind, self.interval = name, kind, interval
        self.version = 0
        self._rows: list[int] = []
        self._tags: list[frozenset[str]] = []
        # The places among `rows` of the series with a tag, and the tags with a key.
        self._having: dict[str, list[int]] = {}
        self._by_key: dict[str, list[str]] = {}

    def __len__(self) -> int:
        """How many series it has."""
        return len(self._rows)

    def scale(self, kind: Kind, interval: int) -> Scale | None:
        """How values of a type that come every so many seconds are kept here; None where it makes none of the metric's.

        A count is a rate over its interval, and a rate stands for as many points as its interval has of the metric's:
        so it weighs what it should in a sum, and no more than that in an average.
        """
        match kind, self.kind:
            case "rate", "rate":
                return Scale(1.0, interval / self.interval)
            case "count", "rate":
                return Scale(1 / interval, interval / self.interval)
            case "rate", "count":
                return Scale(float(interval), 1.0)
        return AS_IT_IS if kind == self.kind else None

    @property
    def rows(self) -> Ints:
        """Where its series lie in the store."""
        return np.array(self._rows, dtype=np.int64)

    def put(self, row: int, tags: frozenset[str]) -> None:
        """Takes in a new series."""
        place = len(self._rows)
        self._rows.append(row)
        self._tags.append(tags)
        for tag in tags:
            if tag not in self._having:
                self._having[tag] = []
                self._by_key.setdefault(tag_key(tag), []).append(tag)
            self._having[tag].append(place)
        self.version += 1

    def drop(self, rows: frozenset[int]) -> list[frozenset[str]]:
        """Gives up series, and says which tags they had."""
        if rows.isdisjoint(self._rows):
            return []
        series = list(zip(self._rows, self._tags, strict=True))
        self._rows, self._tags, self._having, self._by_key = [], [], {}, {}
        for row, tags in series:
            if row not in rows:
                self.put(row, tags)
        self.version += 1
        return [tags for row, tags in series if row in rows]

    def within(self, scope: Scope) -> Mask:
        """Per series whether it is in the scope. Raises NotEvaluated for a template variable."""
        return self._matches(scope)

    def tags(self, chosen: Mask) -> set[str]:
        """All tags of the chosen series."""
        return set[str]().union(*(self._tags[place] for place in np.flatnonzero(chosen).tolist()))

    def values(self, key: str) -> list[tuple[str, ...]]:
        """Per series the values that its tags have for a key, sorted; `N/A` for a series without one."""
        found: list[list[str]] = [[] for _ in self._rows]
        for tag in sorted(self._by_key.get(key, ())):
            if ":" in tag:
                for place in self._having[tag]:
                    found[place].append(tag[len(key) + 1 :])
        return [tuple(values) if values else (NOT_APPLICABLE,) for values in found]

    def tag_values(self, key: str) -> list[str]:
        """The values that there are for a key."""
        return [tag[len(key) + 1 :] for tag in self._by_key.get(key, ()) if ":" in tag]

    def _matches(self, term: Scope | Term) -> Mask:
        match term:
            case Commas(terms) | And(terms):
                found = np.ones(len(self._rows), dtype=bool)
                for each in terms:
                    found &= self._matches(each)
            case Or(terms):
                found = np.zeros(len(self._rows), dtype=bool)
                for each in terms:
                    found |= self._matches(each)
            case Excluded(inner) | Not(inner):
                found = ~self._matches(inner)
            case In(key, values, negated=no):
                found = self._having_any(f"{key}:{_plain(value)}" for value in values)
                found = ~found if no else found
            case Tag(key, None):
                found = self._having_any([key])
            case Tag(key, value):
                found = self._having_any([f"{key}:{_plain(value)}"])
            case Variable():
                _plain(term)
        return found

    def _having_any(self, tags: Iterable[str]) -> Mask:
        found = np.zeros(len(self._rows), dtype=bool)
        for tag in tags:
            for each in self._spelled(tag.lower()):
                found[self._having[each]] = True
        return found

    def _spelled(self, tag: str) -> list[str]:
        """The tags of the metric that a tag with wildcards means."""
        if "*" not in tag:
            return [tag] if tag in self._having else []
        key = tag_key(tag)
        fits = re.compile(".*".join(map(re.escape, tag.split("*"))), re.DOTALL).fullmatch
        candidates = self._having if "*" in key or ":" not in tag else self._by_key.get(key, ())
        return [each for each in candidates if fits(each)]


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise refused(
            "template-variables", f"{value} is a template variable without a value", "put one in with `substitute`"
        )
    return value
