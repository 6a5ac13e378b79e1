"""Where declarations are expanded: a catalog with its teams, and an environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dogwatch.declare.catalog import Catalog, Declared
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.team import Team
from dogwatch.names import MANAGED_BY, TELLS_NOBODY, Mark


@dataclass(frozen=True)
class Setting:
    """What every expansion needs to know beside the declaration itself."""

    catalog: Catalog
    teams: Mapping[str, Team]
    env: str

    @classmethod
    def of(cls, declared: Declared, env: str) -> Setting:
        return cls(declared.catalog, {team.name: team for team in declared.teams}, env)

    def key_of(self, thing: Declaration) -> str:
        """The declaration's name for life."""
        return f"{self.catalog.name}/{thing.path}"

    def team_of(self, thing: Declaration) -> Team:
        """Who answers for it."""
        owner = thing.owner
        return owner if isinstance(owner, Team) else self.teams[str(owner)]

    def name_of(self, thing: Declaration, title: str) -> str:
        """The title with what it concerns in front, so that a list of names can be read by itself."""
        subject = thing.feature.name if thing.feature else thing.service
        return f"[{self.env}] {subject}: {title}" if subject else f"[{self.env}] {title}"

    def tags_of(self, thing: Declaration) -> list[str]:
        """Owners, where it belongs, what was declared, and the mark as the last."""
        feature = thing.feature
        service = thing.service or (feature.service if feature else None)
        tags = [MANAGED_BY, f"catalog:{self.catalog.name}", f"team:{self.team_of(thing).name}", f"env:{self.env}"]
        if service:
            tags.append(f"service:{service}")
        if feature:
            tags += [f"feature:{feature.name}", f"tier:{feature.tier}", *feature.tags]
        if isinstance(thing, Monitor) and not thing.tells:
            tags.append(TELLS_NOBODY)
        return list(dict.fromkeys([*tags, *thing.tags, Mark(self.env, self.key_of(thing)).tag]))
