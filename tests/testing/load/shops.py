"""Loads of a feature made by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from dogwatch import Engagement, Errors, Feature, Latency, Resources, Team, Traffic
from dogwatch.measure import Plan, Store
from dogwatch.query import parse_metric
from dogwatch.testing.feed import Feed
from dogwatch.testing.load.chance import Chance
from dogwatch.testing.load.feature_load import FeatureLoad
from dogwatch.testing.load.healthy import healthy
from tests.testing.load.at import MONDAY

CHECKOUT = Feature(
    "checkout",
    team=Team("payments"),
    service="shop-api",
    signals=[
        Latency(p95="400ms"),
        Errors(rate="1%"),
        Traffic(min="1/s"),
        Resources(cpu="50ms", memory="512MiB"),
        Engagement(actions=["pay", "review"], drop="30%"),
    ],
)


class Shop:
    """A load, the clock it goes by, and the store it is written to."""

    def __init__(self, feature: Feature = CHECKOUT, *, even: bool = True, **measures: Any) -> None:
        self.now, self.store = MONDAY, Store()
        self.feed = Feed(self.store)
        tags, hosts = measures.pop("tags", {}), measures.pop("hosts", ["h1", "h2"])
        course = healthy(feature).changed(MONDAY, measures)
        self.load = FeatureLoad(feature, "prod", course, lambda: self.now, Chance(1, even=even), hosts=hosts, tags=tags)

    def run(self, minutes: int) -> None:
        """Goes on for so many minutes."""
        until = self.now + 60 * minutes
        self.feed.take(self.load, self.load.between(self.now, until))
        self.feed.deliver(until)
        self.now = until

    def each(self, query: str, minutes: int = 1) -> dict[tuple[str, ...], list[float]]:
        """A query by group, in buckets of so many minutes from the beginning."""
        found = Plan(self.store, parse_metric(query)).series(MONDAY, self.now, 60 * minutes)
        rows = [[round(value, 6) for value in row.tolist()] for row in np.nan_to_num(found.values, nan=-1)]
        return dict(zip(found.groups, rows, strict=True))

    def one(self, query: str, minutes: int = 1) -> list[float]:
        """A query without groups, -1 where it has no value."""
        return self.each(query, minutes).get((), [])
