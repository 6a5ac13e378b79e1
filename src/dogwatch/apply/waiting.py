"""Which writes may begin: a graph of what needs what, walked as things end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dogwatch.kinds import Reference
from dogwatch.plan import Change, Write


class Waiting:
    """The writes of a plan that wait for others of it; what they need and the plan does not write is there already.

    Those with the longest chain behind them come first, so that no chain is left over when all else is done.
    """

    def __init__(self, changes: Sequence[Write]) -> None:
        self._changes = {Reference(change.kind, change.key): change for change in changes}
        self._lacks: dict[Reference, int] = {}
        self._behind: dict[Reference, list[Reference]] = defaultdict(list)
        for reference, change in self._changes.items():
            needs = {need for need in change.needs if need in self._changes}
            self._lacks[reference] = len(needs)
            for need in needs:
                self._behind[need].append(reference)
        self._chains: dict[Reference, int] = {}

    def free(self) -> list[Write]:
        """Those that wait for nothing."""
        return self._first([reference for reference, lacks in self._lacks.items() if not lacks])

    def after(self, ended: Change) -> list[Write]:
        """Those that wait for nothing any more now that a change has ended, well or not."""
        freed = []
        for reference in self._behind.pop(Reference(ended.kind, ended.key), ()):
            self._lacks[reference] -= 1
            if not self._lacks[reference]:
                freed.append(reference)
        return self._first(freed)

    def _first(self, free: list[Reference]) -> list[Write]:
        return [self._changes[reference] for reference in sorted(free, key=self._chain, reverse=True)]

    def _chain(self, reference: Reference) -> int:
        """How many writes follow one after the other behind this one; the plan was made without circles."""
        if reference not in self._chains:
            self._chains[reference] = 1 + max(map(self._chain, self._behind.get(reference, ())), default=-1)
        return self._chains[reference]
