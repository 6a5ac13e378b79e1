"""What a catalog declares, where the embedded Datadog was told one: dashboards are seen before they are applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dogwatch.kinds import DASHBOARD, METRIC_METADATA, SLO, Resource

Body = Mapping[str, Any]


@dataclass
class Declared:
    """Bodies of dashboards by their keys, of SLOs by the references to them, of metadata by the metric."""

    dashboards: Mapping[str, Body] = field(default_factory=dict)
    slos: Mapping[str, Body] = field(default_factory=dict)
    metadata: Mapping[str, Body] = field(default_factory=dict)

    def hold(self, resources: Iterable[Resource]) -> None:
        """Takes what is shown of a catalog's resources, in the place of what it held; any thread may call it."""
        listed = list(resources)
        self.slos = {f"${{slo:{each.key}}}": each.body for each in listed if each.kind == SLO.name}
        self.metadata = {str(each.body["metric"]): each.body for each in listed if each.kind == METRIC_METADATA.name}
        # Last, since a page that is seen asks for the others.
        self.dashboards = {each.key: each.body for each in listed if each.kind == DASHBOARD.name}
