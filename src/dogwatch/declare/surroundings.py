"""What stands around a dashboard: the monitors and SLOs that it can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dogwatch.declare.addresses import address
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.setting import Setting
from dogwatch.declare.slo import Slo
from dogwatch.declare.team import Team


@dataclass(frozen=True)
class Surroundings:
    """The catalog and the environment, and everything that is declared for them beside dashboards."""

    setting: Setting
    made: Sequence[Declaration]

    def slos_of(self, feature: Feature) -> list[Slo]:
        """The SLOs of a feature that exist in the environment."""
        return [thing for thing in self._of(feature) if isinstance(thing, Slo)]

    def team_of(self, feature: Feature) -> Team:
        """Who answers for a feature."""
        return feature.team if isinstance(feature.team, Team) else self.setting.teams[str(feature.team)]

    def runbook_of(self, feature: Feature) -> str | None:
        """The address of a feature's runbook."""
        return address(self.setting.catalog, feature.runbook)

    def _of(self, feature: Feature) -> list[Declaration]:
        return self._by_feature.get(id(feature), [])

    @cached_property
    def _by_feature(self) -> dict[int, list[Declaration]]:
        """What exists in the environment, by the identity of its feature."""
        things: dict[int, list[Declaration]] = defaultdict(list)
        for thing in self.made:
            if not thing.environments or self.setting.env in thing.environments:
                things[id(thing.feature)].append(thing)
        return things
