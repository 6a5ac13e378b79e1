"""Catalogs of a size, as files a person could have written."""

from __future__ import annotations

from pathlib import Path

_CATALOG = """
from dogwatch import Catalog, Errors, Feature, Latency, Limit, Team, Traffic

team = Team("shop", page="@pagerduty-Shop", notify="@slack-shop")
features = [
    Feature(
        f"feature-{{number}}",
        team=team,
        service="shop-api",
        tier=1,
        description="A feature of a large catalog",
        runbook="docs/runbook.md",
        signals=[Latency(p95=Limit("400ms", warn="300ms"), p99="1s"), Errors(rate="1%"), Traffic(min="1/s")],
    )
    for number in range({features})
]
catalog = Catalog("bench", owns_metrics=False)
"""

MONITORS_PER_FEATURE = 4


def catalog_of(monitors: int, folder: Path) -> Path:
    """Writes a catalog with that many monitors into the folder and returns its file."""
    file = folder / "features.py"
    file.write_text(_CATALOG.format(features=monitors // MONITORS_PER_FEATURE), encoding="utf-8")
    return file
