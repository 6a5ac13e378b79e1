"""A change of state, and what is told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from .readings import Group
from .status import Status


@dataclass(frozen=True, slots=True)
class Transition:
    """A group of a monitor went from one state to another at a second since 1970.

    `group` has a value for each of `keys`; with `notify_by` they are those that notifications are grouped by, and
    `members` are the groups of the query that are in trouble, with their states. `value` is what was measured, None
    where nothing was; `threshold` the one that the state is about. `first_triggered_at` is when the group was last
    well, and got worse; `last_triggered_at` when it last changed into a state of trouble; None for one that never did.
    `reason` says why the evaluation came to this.
    """

    monitor: int
    keys: tuple[str, ...]
    group: Group
    at: int
    before: Status
    after: Status
    value: float | None
    threshold: float | None
    first_triggered_at: int | None
    last_triggered_at: int | None
    reason: str
    members: tuple[tuple[Group, Status], ...] = ()

    @property
    def tags(self) -> dict[str, str]:
        """The group as tags."""
        return dict(zip(self.keys, self.group, strict=True))

    def groups_among(self, keys: tuple[str, ...], groups: Collection[Group]) -> list[Group]:
        """Those of the query's groups that it is about: with `notify_by` those in trouble, or all where none is."""
        if keys == self.keys:
            return [self.group] if self.group in groups else []
        if self.members:
            return [group for group, _ in self.members if group in groups]
        wanted = set(self.tags.items())
        return [group for group in groups if wanted <= set(zip(keys, group, strict=True))]

    def saved(self) -> dict[str, Any]:
        """As plain data, which JSON can hold."""
        own = {each.name: getattr(self, each.name) for each in fields(self)}
        members = [[list(group), status.name] for group, status in self.members]
        return {**own, "before": self.before.name, "after": self.after.name, "members": members}

    @classmethod
    def restored(cls, saved: Mapping[str, Any]) -> Self:
        """What `saved` said."""
        return cls(
            **{
                **saved,
                "keys": tuple(saved["keys"]),
                "group": tuple(saved["group"]),
                "before": Status[saved["before"]],
                "after": Status[saved["after"]],
                "members": tuple((tuple(group), Status[name]) for group, name in saved["members"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is told: a transition, or for the `renotification`-th time that it still holds (0 for the first).

    A notice that repeats has the transition's states, and the moment and the value of its own.
    """

    transition: Transition
    renotification: int = 0

    @property
    def at(self) -> int:
        """The second since 1970 at which it is told."""
        return self.transition.at

    @property
    def monitor(self) -> int:
        """The monitor's id."""
        return self.transition.monitor

    @property
    def status(self) -> Status:
        """The state that is told of."""
        return self.transition.after

    @property
    def is_recovery(self) -> bool:
        """Whether all is well again."""
        return self.transition.after is Status.OK
