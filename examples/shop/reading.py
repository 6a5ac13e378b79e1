"""What arrived of each feature, asked of Datadog's API by queries of metrics."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from typing import NamedTuple

import httpx

PATIENCE, BUCKET = 40.0, 20


class Feature(NamedTuple):
    """What was reported of one: numbers of calls and failures, seconds, and how often people did what."""

    hits: int
    errors: int
    p95: float
    actions: dict[str, int]


class Datadog:
    """Where to ask; the keys come from the environment, as for Datadog's own tools."""

    def __init__(self, url: str, env: str) -> None:
        self.scope = f"env:{env}"
        keys = {"DD-API-KEY": os.environ.get("DD_API_KEY", "local")}
        keys["DD-APPLICATION-KEY"] = os.environ.get("DD_APP_KEY", "local")
        self.http = httpx.Client(base_url=url, headers=keys, timeout=30, trust_env=False)

    def close(self) -> None:
        self.http.close()

    def query(self, text: str, begin: float, end: float) -> dict[tuple[str, ...], list[float]]:
        """The values of a query between two times in seconds, by the values of its tags."""
        # A point stands at the beginning of its bucket; in answers over less than an hour these have twenty seconds.
        asked: dict[str, str | int] = {"query": text, "from": int(begin) // BUCKET * BUCKET, "to": int(end) + 1}
        answer = self.http.get("/api/v1/query", params=asked).raise_for_status().json()
        return {
            tuple(tag.partition(":")[2] for tag in series["tag_set"]): [
                v for _, v in series["pointlist"] if v is not None
            ]
            for series in answer["series"]
        }

    def features(self, begin: float, end: float) -> dict[str, Feature]:
        """All that reported, by name."""
        hits = self.query(f"sum:feature.hits{{{self.scope}}} by {{feature}}.as_count()", begin, end)
        errors = self.query(f"sum:feature.hits{{{self.scope},outcome:error}} by {{feature}}.as_count()", begin, end)
        slowest = self.query(f"p95:feature.duration{{{self.scope}}} by {{feature}}", begin, end)
        actions: defaultdict[str, dict[str, int]] = defaultdict(dict)
        by_action = f"sum:feature.interactions{{{self.scope}}} by {{feature,action}}.as_count()"
        for (feature, action), values in self.query(by_action, begin, end).items():
            actions[feature][action] = round(sum(values))
        return {
            feature: Feature(
                hits=round(sum(values)),
                errors=round(sum(errors.get((feature,), []))),
                p95=max(slowest.get((feature,), []), default=0),
                actions=actions[feature],
            )
            for (feature,), values in hits.items()
        }

    def wait_for(self, hits: int, begin: float) -> dict[str, Feature]:
        """The features when so many calls of them can be seen: an Agent keeps what it gets for ten seconds."""
        end = time.monotonic() + PATIENCE
        while True:
            features = self.features(begin, time.time())
            if sum(feature.hits for feature in features.values()) >= hits or time.monotonic() > end:
                return features
            time.sleep(1)


def table(features: dict[str, Feature]) -> list[str]:
    """A line for each feature."""
    lines = [f"{'feature':16} {'hits':>6} {'errors':>6} {'p95':>9}  actions"]
    for name, feature in sorted(features.items()):
        actions = ", ".join(f"{action} {number}" for action, number in sorted(feature.actions.items()))
        line = f"{name:16} {feature.hits:6} {feature.errors:6} {feature.p95 * 1000:6.0f} ms  {actions}"
        lines.append(line.rstrip())
    return lines
