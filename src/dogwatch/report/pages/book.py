"""What the pages are made of: everything that a catalog declares for an environment, found by its feature."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dogwatch.declare import CustomMetric, Declared, Feature, GeneratedMetric, Team, address
from dogwatch.kinds import Resource, references_in, texts_in
from dogwatch.report.pages.markup import code, link, text
from dogwatch.report.text import title_of

INDEX = "index.md"

# How queries name features: `feature:checkout`, `feature IN (checkout,search)`.
_SCOPED = re.compile(r"\bfeature:([a-z][\w.\-]*)|\bfeature IN \(([^()]*)\)")


@dataclass(frozen=True)
class Book:
    """A catalog, its resources in an environment, and where its pages lie.

    `root` is the folder of the catalog, `way` leads there from the folder of the pages, as in `../..`.
    """

    declared: Declared
    resources: Sequence[Resource]
    env: str
    root: Path
    way: str

    def of(self, feature: Feature, kind: str) -> list[Resource]:
        """The resources of a kind that belong to a feature."""
        return self._by_feature.get((feature.name, kind), [])

    def beside(self, kind: str) -> list[Resource]:
        """The resources of a kind that belong to no feature."""
        return self._by_feature.get(("", kind), [])

    def showing(self, feature: Feature) -> list[Resource]:
        """The dashboards of no feature that show this one."""
        return self._shown_on.get(feature.name, [])

    def team_of(self, feature: Feature) -> Team:
        """Who answers for a feature."""
        return feature.team if isinstance(feature.team, Team) else self._teams[str(feature.team)]

    def of_team(self, team: Team) -> list[Feature]:
        """The features that a team answers for, in the order of their tiers."""
        return self._by_team.get(team.name, [])

    def of_service(self, service: str) -> list[Feature]:
        """The features that a service serves."""
        return self._by_service.get(service, [])

    def named(self, names: Iterable[str]) -> list[Feature]:
        """The features with these names."""
        return [feature for name in sorted(names) if (feature := self._features.get(name))]

    def way_to(self, written: str) -> str:
        """The address that a page links for an address or a path in the catalog's repository."""
        absolute = address(self.declared.catalog, written) or written
        return absolute if "://" in absolute else f"{self.way}/{written.lstrip('/')}"

    def declared_in(self, feature: Feature) -> str:
        """A link to the file that declares a feature; the line is left out, since it moves with everything above."""
        file = Path(feature.place.file)
        if not file.is_relative_to(self.root):
            return code(file.name)
        path = file.relative_to(self.root).as_posix()
        return link(code(path), f"{self.way}/{path}")

    @cached_property
    def metrics(self) -> Mapping[str, CustomMetric | GeneratedMetric]:
        """The metrics that the catalog declares itself."""
        return {metric.name: metric for metric in self.declared.metrics}

    @cached_property
    def _features(self) -> Mapping[str, Feature]:
        return {feature.name: feature for feature in self.declared.features}

    @cached_property
    def _teams(self) -> Mapping[str, Team]:
        return {team.name: team for team in self.declared.teams}

    @cached_property
    def _by_feature(self) -> Mapping[tuple[str, str], list[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for resource in self.resources:
            found[feature_in(resource.key), resource.kind].append(resource)
        return found

    @cached_property
    def _by_team(self) -> Mapping[str, list[Feature]]:
        found: dict[str, list[Feature]] = defaultdict(list)
        for feature in sorted(self.declared.features, key=lambda feature: (feature.tier, feature.name)):
            found[self.team_of(feature).name].append(feature)
        return found

    @cached_property
    def _by_service(self) -> Mapping[str, list[Feature]]:
        found: dict[str, list[Feature]] = defaultdict(list)
        for feature in self.declared.features:
            found[feature.service].append(feature)
        return found

    @cached_property
    def _shown_on(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for dashboard in self.beside("dashboard"):
            for name in sorted(_shown(dashboard)):
                found[name].append(dashboard)
        return found


def feature_in(key: str) -> str:
    """The feature that a key names: the middle of `shop/checkout/errors`; "" where it names none."""
    parts = key.split("/")
    return parts[1] if len(parts) > 2 else ""


def short_name(resource: Resource) -> str:
    """An object's name without the `[prod] checkout: ` that it has in common with the others of its feature."""
    title = title_of(resource.body)
    env, _, rest = title.partition(f"] {feature_in(resource.key)}: ")
    return rest if rest and env.startswith("[") else title


def page_of(feature: Feature) -> str:
    """The file of a feature's page. No name ends with `_`, so a feature called index takes nobody's place."""
    return "index_.md" if feature.name == "index" else f"{feature.name}.md"


def linked(feature: Feature) -> str:
    """A feature's name as a link to its page."""
    return link(text(feature.name), page_of(feature))


def _shown(dashboard: Resource) -> set[str]:
    """The names of the features that a dashboard's queries and references speak of."""
    names = {feature_in(reference.key) for reference in references_in(dashboard.body)}
    for words in texts_in(dashboard.body.get("widgets")):
        for one, several in _SCOPED.findall(words):
            names |= {one} if one else {name.strip() for name in several.split(",")}
    return names
