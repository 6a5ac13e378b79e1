"""A system of the software catalog."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from dogwatch.declare.declaration import Declaration, texts


def _links(value: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Links by their names; what names no address stands under none, for `check` to find."""
    named: Mapping[Any, Any] = value if isinstance(value, Mapping) else {"": value}
    return tuple(named.items())


@attrs.frozen
class System(Declaration):
    """A system of the software catalog: `System(feature.name, feature=feature, environments="prod")`, in a policy one
    for each feature.

    Its name there is its name here, in `namespace`. Its components are the feature's service, or `service`, and those
    of `components`, `"datastore:orders"`; what they are is said by their own definitions, which stay as they are. Its
    owner and contacts come from the team, its tier, runbook and dashboard from the feature; `links` are further ones by
    their names. A software catalog knows no environments, so `environments` says which one is spoken of (docs: software
    catalog, entity model).
    """

    kind: ClassVar[str] = "system"

    title: str | None = attrs.field(default=None, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)
    components: tuple[str, ...] = attrs.field(default=(), converter=texts, kw_only=True)
    lifecycle: str | None = attrs.field(default=None, kw_only=True)
    links: tuple[tuple[str, str], ...] = attrs.field(factory=dict, converter=_links, kw_only=True)
    namespace: str = attrs.field(default="default", kw_only=True)

    @property
    def path(self) -> str:
        """Its name alone, so that two systems with one name are found."""
        return self.name
