"""Teams as tags name them, with the handles that most of their monitors tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from dogwatch.adopt.code import Call, Declared
from dogwatch.adopt.names import Names, variable_of
from dogwatch.adopt.original import Original
from dogwatch.declare import Transition, is_pager, told
from dogwatch.names import is_name, tag_key


@dataclass(frozen=True)
class Owner:
    """A team by its name, and the variable that it gets; None where the catalog declares it already."""

    name: str
    variable: str | None = None
    notify: str | None = None
    page: str | None = None

    @property
    def declared(self) -> Declared:
        """The statement that declares it."""
        handles = {"notify": self.notify, "page": self.page}
        given = {name: handle for name, handle in handles.items() if handle is not None}
        return Declared(str(self.variable), Call("Team", [self.name], given))


def team_of(original: Original) -> str | None:
    """The first team that its tags name, where a team can have that name."""
    values = [tag.partition(":")[2] for tag in original.said.get("tags") or () if tag_key(tag) == "team"]
    return next(filter(is_name, values), None)


def owners(originals: Iterable[Original], taken: Set[str], variables: Names) -> dict[str, Owner]:
    """The teams of the originals by name, in their order; those that are taken are declared already."""
    handles: dict[str, Counter[str]] = defaultdict(Counter)
    for original in originals:
        team = team_of(original)
        if team is not None:
            handles[team].update(_told(original))
    return {team: Owner(team) if team in taken else _new(team, handles[team], variables) for team in sorted(handles)}


def _new(team: str, handles: Counter[str], variables: Names) -> Owner:
    notify, page = (_most(handles, pagers=pagers) for pagers in (False, True))
    return Owner(team, variables.new(variable_of(team)), notify, page)


def _told(original: Original) -> list[str]:
    message = original.said.get("message")
    return told(message, Transition.ALERT) if original.kind == "monitor" and isinstance(message, str) else []


def _most(handles: Counter[str], *, pagers: bool) -> str | None:
    """The handle that is told most often, of those that wake somebody or of the others."""
    counted = [(-count, handle) for handle, count in handles.items() if is_pager(handle) is pagers]
    return min(counted)[1] if counted else None
