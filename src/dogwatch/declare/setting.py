"""Where declarations are expanded: a catalog with its teams and tiers, an environment, and the Datadog it goes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dogwatch.declare.catalog import Catalog, Declared
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.team import Team
from dogwatch.declare.tier import ORDINARY, Tier, tiers_with
from dogwatch.names import MANAGED_BY, PROTECTED_TAG, TELLS_NOBODY, Mark
from dogwatch.sites import FIRST_SITE, app_url, site_url

FIRST_APP = app_url(site_url(FIRST_SITE))


@dataclass(frozen=True)
class Setting:
    """What every expansion needs to know beside the declaration itself.

    `prefix` is what names begin with in the place of the environment in brackets; `app` is the address at which people
    see Datadog; `pages` are the dashboards that messages link to, by the names of
    their features.
    """

    catalog: Catalog
    teams: Mapping[str, Team]
    env: str
    app: str
    tiers: Mapping[int, Tier]
    pages: Mapping[str, Dashboard]
    prefix: str | None = None

    @classmethod
    def of(cls, declared: Declared, env: str, app: str = FIRST_APP, prefix: str | None = None) -> Setting:
        teams = {str(team.name): team for team in declared.teams}
        return cls(declared.catalog, teams, env, app, tiers_with(declared.tiers), {}, prefix)

    def with_pages(self, things: Iterable[Declaration]) -> Setting:
        """The setting in which each feature has the first of its dashboards that messages may link to."""
        pages: dict[str, Dashboard] = {}
        for thing in things:
            if isinstance(thing, Dashboard) and thing.linked and thing.feature:
                pages.setdefault(thing.feature.name, thing)
        return replace(self, pages=pages)

    @property
    def is_production(self) -> bool:
        """Whether it is an environment in which people are told."""
        return self.env in self.catalog.production

    def key_of(self, thing: Declaration) -> str:
        """The declaration's name for life."""
        return f"{self.catalog.name}/{thing.path}"

    def former_key_of(self, thing: Declaration) -> str | None:
        """The key that it had before it, its feature or the catalog was renamed."""
        feature, catalog = thing.feature, self.catalog.formerly or self.catalog.name
        path = thing.formerly or (f"{feature.formerly}/{thing.name}" if feature and feature.formerly else thing.path)
        key = f"{catalog}/{path}"
        return None if key == self.key_of(thing) else key

    def is_protected(self, thing: Declaration) -> bool:
        """Whether nothing may delete it: it says so, or its feature does."""
        return thing.protect or bool(thing.feature and thing.feature.protect)

    def mark_line(self, thing: Declaration) -> str:
        """Its mark, as it stands in the text of what has no tags."""
        return Mark(self.env, self.key_of(thing)).line(is_protected=self.is_protected(thing))

    def team_of(self, thing: Declaration) -> Team:
        """Who answers for it."""
        owner = thing.owner
        return owner if isinstance(owner, Team) else self.teams[str(owner)]

    def team_tags(self, thing: Declaration) -> list[str]:
        """The tag of who answers for it; none where nobody has to."""
        return [] if thing.owner is None else [f"team:{self.team_of(thing).name}"]

    def owner_tags(self, thing: Declaration) -> list[str]:
        """The tag that all monitors of its feature have, else all of its team."""
        return [f"feature:{thing.feature.name}"] if thing.feature else self.team_tags(thing)

    def tier_of(self, thing: Declaration | Feature) -> Tier:
        """How much it matters; what is of no feature is ordinary."""
        feature = thing if isinstance(thing, Feature) else thing.feature
        return self.tiers[feature.tier if feature else ORDINARY]

    def pages_for(self, monitor: Monitor) -> bool:
        """Whether its alerts wake somebody in production."""
        return self.tier_of(monitor).pages if monitor.pages is None else monitor.pages

    def name_of(self, thing: Declaration, title: str) -> str:
        """The title with what it concerns in front, so that a list of names can be read by itself.

        The title of what was imported is the whole name.
        """
        if thing.is_imported:
            return title
        subject = thing.feature.name if thing.feature else thing.service
        return self.prefixed(f"{subject}: {title}" if subject else title)

    def title_of(self, thing: Declaration, title: str) -> str:
        """The title of what people look at, with the target's prefix in front, or the environment outside production.

        The title of what was imported is the whole one.
        """
        is_whole = thing.is_imported or (self.prefix is None and self.is_production)
        return title if is_whole else self.prefixed(title)

    def prefixed(self, name: str) -> str:
        """The name after the prefix of the target, or after the environment in brackets where it has none."""
        return f"[{self.env}] {name}" if self.prefix is None else f"{self.prefix} {name}".lstrip()

    def tags_of(self, thing: Declaration) -> list[str]:
        """Owners, where it belongs, what was declared, and the mark as the last.

        What was imported has an owner or an environment in its tags only if it had one.
        """
        feature = thing.feature
        service = thing.service or (feature.service if feature else None)
        tags = [MANAGED_BY, f"catalog:{self.catalog.name}", *self.team_tags(thing)]
        if not thing.is_imported:
            tags.append(f"env:{self.env}")
        if service:
            tags.append(f"service:{service}")
        if feature:
            tags += [f"feature:{feature.name}", f"tier:{feature.tier}", *feature.tags]
        if isinstance(thing, Monitor) and not thing.tells:
            tags.append(TELLS_NOBODY)
        if self.is_protected(thing):
            tags.append(PROTECTED_TAG)
        return list(dict.fromkeys([*tags, *thing.tags, Mark(self.env, self.key_of(thing)).tag]))
