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
        signals=[
            Latency(p95=Limit("400ms", warn="300ms"), p99="1s", least=0),
            Errors(rate="1%", least=0),
            Traffic(min="1/s"),
        ],
    )
    for number in range({features})
]
catalog = Catalog("bench", namespaces=[])
"""

MONITORS_PER_FEATURE = 4

_MIXED = """
from dogwatch import Catalog, Dashboard, Events, Feature, Monitor, Slo, Team, Traffic, widgets
from dogwatch.declare import burn_rates

team = Team("shop", page="@pagerduty-Shop", notify="@slack-shop")
features = [
    Feature(
        f"feature-{{number}}",
        team=team,
        service="shop-api",
        tier=2 if number < {changed} else 1,
        signals=[Traffic(min="1/s")],
    )
    for number in range({features})
]


def slo_of(feature):
    hits = feature.metrics.hits.sum()
    sli = Events(good=hits.where(outcome="ok").as_count(), total=hits.as_count())
    return Slo("promise", feature=feature, target="99.9%", sli=sli, title="it works", what="Calls succeed.")


def page_of(feature, slo, monitors):
    hits = feature.metrics.hits.sum().as_count()
    graphs = [widgets.timeseries(f"Calls {{place}}", {{"calls": hits}}) for place in range(18)]
    states = [widgets.slo("Promise", slo), widgets.alert_graph("Burn", monitors[0])]
    title = f"{{feature.name}} of tier {{feature.tier}}"
    return Dashboard("page", feature=feature, title=title, widgets=[*graphs, *states])


slos = [slo_of(feature) for feature in features]
alerts = [list(burn_rates(slo)) for slo in slos]
pages = [page_of(feature, slo, alert) for feature, slo, alert in zip(features, slos, alerts)]
catalog = Catalog("bench", policies=[], namespaces=[])
"""


_LARGE = """
from dogwatch import Availability, Catalog, Errors, Feature, Team, Traffic, feature_page

team = Team("shop", page="@pagerduty-Shop", notify="@slack-shop")
features = [
    Feature(
        f"feature-{{number}}",
        team=team,
        service="shop-api",
        tier=1,
        description="A feature of a large catalog",
        runbook="docs/runbook.md",
        signals=[Errors(rate="1%", least=0), Traffic(min="1/s")],
        objectives=[Availability("99.9%")],
    )
    for number in range({features})
]
pages = [feature_page(feature) for feature in features]
catalog = Catalog("bench", namespaces=[])
"""

RESOURCES_PER_FEATURE = 8


def catalog_of(monitors: int, folder: Path) -> Path:
    """Writes a catalog with that many monitors into the folder and returns its file."""
    file = folder / "features.py"
    file.write_text(_CATALOG.format(features=monitors // MONITORS_PER_FEATURE), encoding="utf-8")
    return file


def mixed_catalog(features: int, folder: Path, changed: int = 0) -> Path:
    """Writes a catalog with one SLO, three alerts on it and a dashboard of 20 widgets for each feature.

    The first `changed` features have another tier, which stands on everything that is of them.
    """
    file = folder / "features.py"
    file.write_text(_MIXED.format(features=features, changed=changed), encoding="utf-8")
    return file


def large_catalog(features: int, folder: Path) -> Path:
    """Writes a catalog with six monitors, an SLO and a page of about 25 widgets for each feature."""
    file = folder / "features.py"
    file.write_text(_LARGE.format(features=features), encoding="utf-8")
    return file
