"""What a kind of monitor hands over: per group and instant a value, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from .monitor import Monitor, Subject
from .status import Flags, Statuses

if TYPE_CHECKING:
    from .history import History
    from .known import Known
    from .transition import Notice

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Group: TypeAlias = tuple[str, ...]


class Readings(NamedTuple):
    """[group, instant]: the values, NaN for none, and the levels that an evaluation comes to.

    A level is OK, WARN or ALERT, NO_DATA where there was nothing to evaluate, SKIPPED where the evaluation was
    cancelled. `held` are the bits of `Limits.held`; `empty` says how many of `parts` of the window had no data, where
    that was asked for. A group has a value per key of the monitor; a simple alert has the one group `()`.
    """

    groups: tuple[Group, ...]
    values: Floats
    levels: Statuses
    held: Flags | None = None
    empty: Ints | None = None
    parts: int = 0


class States(Protocol):
    """The states of other monitors, for one that is made of them."""

    @property
    def monitors(self) -> Mapping[int, Monitor]:
        """The monitors that are judged."""

    def history(self, id: int) -> History:
        """What one of them came to so far."""

    def at(self, monitor: int, instants: Ints) -> tuple[tuple[str, ...], tuple[Group, ...], Statuses]:
        """The keys, the groups and [group, instant] of the states; no groups for a monitor that is not judged."""


class Asked(NamedTuple):
    """A monitor, and the instants (seconds since 1970, rising) at which it is to be evaluated."""

    monitor: Monitor
    instants: Ints


class Kind(Protocol):
    """A kind of monitors: how its queries are read and evaluated."""

    def subject(self, body: Mapping[str, Any]) -> Subject | None:
        """What the query of a monitor asks for; None for one of another kind.

        Raises NotEvaluated, with the name of the rule, for what is refused.
        """

    def read(self, asked: Sequence[Asked], states: States) -> list[Readings]:
        """What each monitor reads at its instants. The groups may grow and shrink from one call to the next."""

    def known(self, monitor: Monitor, notice: Notice, states: States) -> Known:
        """What is known of a notice beside the value."""
