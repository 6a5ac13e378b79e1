"""What everything has in common that a catalog declares and Datadog stores: monitors, SLOs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from dogwatch.declare.feature import Feature
from dogwatch.declare.recording import record
from dogwatch.declare.several import several
from dogwatch.declare.silence import Silence, silenced
from dogwatch.declare.team import Team
from dogwatch.place import Place, here

# What stands for the name of the catalog in references to its own declarations.
OWN_CATALOG = "$catalog"


def texts(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen
class Declaration(ABC):
    """Something of a feature, or of a team where no feature is concerned.

    `environments` limits it to these; `tags` are added to those of the feature; `why` says what it is good for; `body`
    holds further fields of Datadog's, such as `restricted_roles`; `silences` are of checks that find something in it.

    With `protect=True` no plan deletes it, neither to make it anew where it cannot be changed nor when nothing declares
    it any more; `protect=False` has to be applied before. `formerly` is its old path where it was renamed or moved to
    another feature, "checkout/slow": what is in Datadog under that becomes this one, with its history.

    `imported` names what it was imported from, an id in Datadog or a file. It stays as it was found there: its title is
    its whole name, `team`, `service` and `tags` say all of its tags beside the mark, nobody has to answer for it, and
    no tier adds to it.
    """

    name: str
    feature: Feature | None = attrs.field(default=None, kw_only=True)
    team: Team | str | None = attrs.field(default=None, kw_only=True)
    service: str | None = attrs.field(default=None, kw_only=True)
    environments: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    tags: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    why: str = attrs.field(default="", kw_only=True)
    body: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    silences: tuple[Silence, ...] = attrs.field(default=(), converter=silenced, kw_only=True)
    imported: str | None = attrs.field(default=None, kw_only=True)
    protect: bool = attrs.field(default=False, kw_only=True)
    formerly: str | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        record(self)

    @property
    @abstractmethod
    def kind(self) -> str:
        """The kind of thing that it is in Datadog."""

    @property
    def path(self) -> str:
        """The part of its key below the catalog: `checkout/latency-p95`, or the name alone without a feature."""
        return f"{self.feature.name}/{self.name}" if isinstance(self.feature, Feature) else self.name

    @property
    def reference(self) -> str:
        """What stands for its id in queries and bodies, `${slo:$catalog/checkout/availability}`.

        `$catalog` becomes the name of the catalog in which it is declared.
        """
        return f"${{{self.kind}:{OWN_CATALOG}/{self.path}}}"

    @property
    def is_imported(self) -> bool:
        """Whether it stays as it was found."""
        return self.imported is not None

    @property
    def owner(self) -> Team | str | None:
        """Its own team, else the feature's; None only where it is imported."""
        return self.team or (self.feature.team if isinstance(self.feature, Feature) else None)


def beside(thing: Declaration) -> dict[str, Any]:
    """The arguments that make another declaration belong to what this one belongs to."""
    return {
        "feature": thing.feature,
        "team": thing.team,
        "service": thing.service,
        "environments": thing.environments,
        "tags": thing.tags,
        "why": thing.why,
        "silences": thing.silences,
        "protect": thing.protect,
        "place": thing.place,
    }
