"""The budget of custom metrics that a team sets, held against what its features can make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dogwatch.declare.catalog import Declared
from dogwatch.declare.cost import Cost, cost_of, kept_tags
from dogwatch.declare.feature import Feature
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.errors import Mistake
from dogwatch.kinds import Resource

# More features than these nobody reads in a sentence.
_NAMED = 3


@dataclass(frozen=True)
class TeamCost:
    """What the features of a team can make together, the dearest first."""

    team: Team
    costs: tuple[Cost, ...]

    @property
    def total(self) -> int:
        return sum(cost.total for cost in self.costs)


def team_costs(declared: Declared, resources: Iterable[Resource]) -> list[TeamCost]:
    """The costs of every team that has features, in the order of the teams."""
    kept = kept_tags(resources)
    by_team: dict[str, list[Cost]] = defaultdict(list)
    for feature in declared.features:
        by_team[_name_of(feature)].append(cost_of(feature, kept, declared.catalog.values))
    return [
        TeamCost(team, tuple(sorted(by_team[team.name], key=lambda cost: (-cost.total, cost.feature.name))))
        for team in declared.teams
        if team.name in by_team
    ]


def cost_mistakes(declared: Declared, resources: Sequence[Resource]) -> Iterator[Mistake]:
    """Budgets that are exceeded, and tags of which nobody says how many values they have."""
    if all(team.custom_metrics is None for team in declared.teams):
        return
    for cost in team_costs(declared, resources):
        if cost.team.custom_metrics is not None:
            yield from _unknown(cost, declared)
            yield from _exceeded(cost, cost.team.custom_metrics)


def _unknown(cost: TeamCost, declared: Declared) -> Iterator[Mistake]:
    unknown = dict.fromkeys(key for each in cost.costs for key in each.unknown)
    for key in unknown:
        seen = f"the catalog asks for metrics by the tag {key}, and nothing says how many values that has"
        remedy = f"write Catalog(…, values={{{key!r}: 4}}), or values= of the features"
        yield Mistake(declared.catalog.place, f"catalog {declared.catalog.name}: values", seen, remedy)


def _exceeded(cost: TeamCost, budget: int) -> Iterator[Mistake]:
    if cost.total <= budget:
        return
    dearest = ", ".join(f"{each.feature.name} {each.total:,}" for each in cost.costs[:_NAMED])
    [metric, number] = max(cost.costs[0].by_metric.items(), key=lambda item: item[1])
    yield Mistake(
        argument_place(cost.team.place, "custom_metrics"),
        f"team {cost.team.name}: custom_metrics",
        f"its features can make {cost.total:,} custom metrics, more than its budget of {budget:,}: {dearest}",
        f"keep fewer tags ({metric} of {cost.costs[0].feature.name} alone makes {number:,}), say how many values they "
        "have with values=, or raise the budget",
    )


def _name_of(feature: Feature) -> str:
    return feature.team.name if isinstance(feature.team, Team) else str(feature.team)
