"""Policies: functions from a feature to what watches it: monitors, SLOs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.place import Place, here

Make = Callable[[Feature], Iterable[Declaration]]


@attrs.frozen
class Policy:
    """A named function from a feature to declarations; call it to see what it makes."""

    name: str
    make: Make = attrs.field(eq=False, repr=False)
    place: Place = attrs.field(eq=False, repr=False)

    def __call__(self, feature: Feature) -> Iterable[Declaration]:
        return self.make(feature)


def policy(make: Make) -> Policy:
    """Declares a function as a policy: the catalog calls it with every feature."""
    return Policy(getattr(make, "__name__", "policy"), make, here())
