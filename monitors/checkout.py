"""Monitors of the checkout that no signal describes."""

from dogwatch import Monitor
from features import checkout

errors_by_version = Monitor(
    "errors-by-version",
    feature=checkout,
    title="a version of the shop fails more than 5% of its checkouts",
    what='Version {{version.name}} fails {{eval "value*100"}}% of checkouts; roll it back if the others are fine.',
    query=(
        checkout.metrics.hits.where(outcome="error").sum().by("version").as_count()
        / checkout.metrics.hits.sum().by("version").as_count()
    ).over("10m")
    > 0.05,
    warn=0.02,
)
