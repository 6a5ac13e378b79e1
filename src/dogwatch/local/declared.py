"""What a catalog declares, where the embedded Datadog was told one: dashboards are seen before they are applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from dogwatch.kinds import DASHBOARD, METRIC_METADATA, SLO, Resource

Body = Mapping[str, Any]


@dataclass(frozen=True)
class DeclaredFeature:
    """What a catalog says of a feature; `runbook` is an address, None without one.

    Where the runbook lies in the catalog's folder, `runbook_path` is its path there, and `runbook_file` the file.
    """

    name: str
    env: str
    team: str
    service: str
    tier: int
    description: str
    runbook: str | None
    runbook_path: str = ""
    runbook_file: Path | None = None


@dataclass
class Declared:
    """Bodies of dashboards by their keys, of SLOs by the references to them, of metadata by the metric; features."""

    dashboards: Mapping[str, Body] = field(default_factory=dict)
    slos: Mapping[str, Body] = field(default_factory=dict)
    metadata: Mapping[str, Body] = field(default_factory=dict)
    features: Sequence[DeclaredFeature] = ()

    def hold(self, resources: Iterable[Resource], features: Sequence[DeclaredFeature] = ()) -> None:
        """Takes what is shown of a catalog, in the place of what it held; any thread may call it."""
        listed = list(resources)
        self.features = features
        self.slos = {f"${{slo:{each.key}}}": each.body for each in listed if each.kind == SLO.name}
        self.metadata = {str(each.body["metric"]): each.body for each in listed if each.kind == METRIC_METADATA.name}
        # Last, since a page that is seen asks for the others.
        self.dashboards = {each.key: each.body for each in listed if each.kind == DASHBOARD.name}


class Declare(Protocol):
    """Tells what a catalog declares; `Declared.hold` is one."""

    def __call__(self, resources: Iterable[Resource], features: Sequence[DeclaredFeature] = ()) -> None: ...
