"""How a run ended, which whoever has nothing to run says too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dogwatch.apply import Outcome


@dataclass(frozen=True)
class Ended:
    """How a run ended: what the command ends with, what became of each change, and where that is written."""

    exit_code: int = 0
    outcomes: Sequence[Outcome] = ()
    seconds: float = 0.0
    journal: Path | None = None

    @property
    def data(self) -> dict[str, Any]:
        """`{"changes", "seconds", "journal"}`; a change has action, kind, key, id, error, attempted and certain.

        `certain` is false where Datadog may have carried out what failed; without a run there is no journal.
        """
        return {
            "changes": [_row(each) for each in self.outcomes],
            "seconds": round(self.seconds, 3),
            "journal": None if self.journal is None else str(self.journal),
        }


def _row(outcome: Outcome) -> dict[str, Any]:
    change = outcome.change
    return {
        "action": type(change).__name__.lower(),
        "kind": change.kind,
        "key": change.key,
        "id": outcome.id,
        "error": outcome.error,
        "attempted": outcome.attempted,
        "certain": outcome.is_certain,
    }
