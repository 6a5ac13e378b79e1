"""Where an object gets declared: its name for life, its module, its variable, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from dogwatch.adopt.names import Names, name_of, variable_of
from dogwatch.adopt.original import Original
from dogwatch.adopt.owner import Owner, owners, team_of

# The module of what has no team and lies in no folder.
UNOWNED = "unowned"
# In this order they stand in a module.
KINDS = (
    "synthetic_test",
    "monitor",
    "slo",
    "notification_rule",
    "downtime",
    "slo_correction",
    "powerpack",
    "dashboard",
    "dashboard_list",
    "system",
)


@dataclass(frozen=True)
class Entry:
    """An original with its place in the package."""

    original: Original
    name: str
    module: str
    variable: str
    owner: Owner | None = None

    @property
    def kind(self) -> str:
        return self.original.kind


@dataclass(frozen=True)
class Taken:
    """What is there already: names with their kinds, modules of the package, teams of the catalog."""

    names: Set[tuple[str, str]] = frozenset()
    modules: Set[str] = frozenset()
    teams: Set[str] = frozenset()


def entries(originals: Iterable[Original], taken: Taken) -> list[Entry]:
    """An entry for each original, in the order of modules, kinds and titles. The same originals get the same names.

    Variables are each given once in the package, so that modules can import them from each other.
    """
    listed = sorted(originals, key=lambda each: (KINDS.index(each.kind), each.title, each.source))
    modules = _modules(listed, taken)
    variables = Names((), "_")
    teams = owners(listed, taken.teams, variables)
    names = {kind: Names((name for of, name in taken.names if of == kind), "-") for kind in KINDS}
    placed = sorted(zip(modules, listed, strict=True), key=lambda pair: pair[0])
    made = []
    for module, original in placed:
        name = names[original.kind].new(name_of(original.title, original.kind))
        owner = teams.get(team_of(original) or "")
        made.append(Entry(original, name, module, variables.new(variable_of(name)), owner))
    return made


def _modules(originals: Iterable[Original], taken: Taken) -> list[str]:
    """The module of each: one for each team, else for each folder. A later import writes modules of its own."""
    wanted = [variable_of(name_of(team_of(each) or each.folder, UNOWNED)) for each in originals]
    free = Names(taken.modules, "_")
    chosen = {name: free.new(name) for name in sorted(set(wanted))}
    return [chosen[name] for name in wanted]
