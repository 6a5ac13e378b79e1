"""All scenarios of a catalog, as its signals and objectives ask for them."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import Declared, Feature, Team, tiers_with

from .calls import errors, latency, traffic
from .promises import objectives
from .queried import queried
from .scenario import About, Scenario
from .usage import engagement, resources

_DERIVATIONS = (latency, errors, traffic, resources, engagement, objectives, queried)


def scenarios(declared: Declared, env: str) -> Iterator[Scenario]:
    """The scenarios of every feature in an environment. Signals that tell groups apart by a tag have none."""
    for feature in declared.features:
        about = _about(declared, feature, env)
        for derive in _DERIVATIONS:
            yield from derive(about)


def _about(declared: Declared, feature: Feature, env: str) -> About:
    teams = {team.name: team for team in declared.teams}
    tier = tiers_with(declared.tiers)[feature.tier]
    return About(
        feature,
        feature.team if isinstance(feature.team, Team) else teams[feature.team],
        env in declared.catalog.production,
        env,
        tier.pages,
        tier.email,
        tier.recovery.fraction if tier.recovery else None,
        round(tier.renotify.every.seconds) // 60 if tier.renotify else None,
    )
