"""Twins: one object made twice by two runs at once, which no lock of Datadog's prevents.

They carry the same mark, were made within a minute by the same user, and say the same, where what refers to another
twin says the same as what refers to that one's twin. A copy by a person differs in one of these, nearly always in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key

from dogwatch.kinds import Body, Kind, ListedKind, healed, history_of

_AT_ONCE = 60.0


class Twins:
    """The twins met so far; asked of objects after those that they refer to."""

    def __init__(self) -> None:
        self._elders: dict[tuple[str, str], str] = {}

    def elder(self, kind: Kind, bodies: Sequence[Body]) -> Body | None:
        """The first that was made of objects with one mark, if all others are twins of it."""
        if not isinstance(kind, ListedKind):
            return None

        def by_age(one: Body, other: Body) -> int:
            return kind.marks.is_older(other, one) - kind.marks.is_older(one, other)

        # Times may be in whole seconds: of equal ones the same is the elder in every run, whatever the order of lists.
        elder, *others = sorted(sorted(bodies, key=kind.wire.id_of), key=cmp_to_key(by_age))
        if not all(self._are_twins(kind, elder, other) for other in others):
            return None
        self._elders |= {(kind.name, kind.wire.id_of(other)): kind.wire.id_of(elder) for other in others}
        return elder

    def _are_twins(self, kind: ListedKind, elder: Body, other: Body) -> bool:
        first, second = history_of(elder), history_of(other)
        if first.made is None or second.made is None or not first.made_by or first.made_by != second.made_by:
            return False
        if abs((second.made - first.made).total_seconds()) > _AT_ONCE:
            return False
        said = [healed(kind.marks.said(body), self._elders) for body in (elder, other)]
        seen = [healed(body, self._elders) for body in (elder, other)]
        return not kind.compare.differences(said[0], seen[1]) and not kind.compare.differences(said[1], seen[0])
