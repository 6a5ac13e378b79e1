"""The phases of a monitor that compares one number with a limit: short of it, beyond it, not yet back, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from .scenario import About, Phase

# The measures with which a feature comes to a number.
Measures: TypeAlias = Callable[[float], Mapping[str, Any]]

# How near to a limit a number is that must not be taken for one beyond it.
_SHORT, _BEYOND = 0.93, 1.2


@attrs.frozen
class Limited:
    """A limit with its milder one, above which a number is in trouble, or below which with `is_least`.

    `measures` are those with which the feature has a number; `minutes` are those of the window and what comes late;
    `step` is by how much the number grows with each call, which is how exactly it can be brought about.
    """

    critical: float
    warn: float | None
    minutes: int
    measures: Measures
    is_least: bool = False
    step: float = 0.0

    @property
    def mild(self) -> float:
        """The limit at which it is said first."""
        return self.critical if self.warn is None else self.warn

    def short(self) -> Phase:
        """Near the limit, and not beyond it."""
        number = max(self.mild / _SHORT, self.mild + 2 * self.step) if self.is_least else self.mild * _SHORT
        return self._phase("short of the limit", number, "quiet")

    def phases(self, about: About) -> Iterator[Phase]:
        """All of them, from short of the limit to well again."""
        yield self.short()
        if self.warn is not None:
            yield self._phase("beyond the milder limit", (self.warn + self.critical) / 2, "warn")
        beyond = self.critical / _BEYOND if self.is_least else self.critical * _BEYOND
        yield self._phase("beyond the limit", beyond, "alert")
        if about.share is not None and self.critical * (1 - about.share) > 4 * self.step:
            share = (1 + about.share) / 2
            back = self.critical / share if self.is_least else self.critical * share
            yield self._phase("not yet back", back, "held")
        if about.again is not None and about.is_production:
            yield attrs.evolve(
                self._phase("beyond it for long", beyond, "again"), minutes=about.again + self.minutes + 4
            )
        well = self.mild / (about.share or 1)
        yield self._phase(
            "well again", 1.2 * well if self.is_least else 0.8 * self.mild * (about.share or 1), "recovery"
        )

    def _phase(self, what: str, number: float, expects: Any) -> Phase:
        return Phase(what, self.minutes + 2, expects, self.measures(number))
