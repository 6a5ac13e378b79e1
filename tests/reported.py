"""A metric that has reported and has percentiles, as after a day of traffic: monitors that read them need not wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import Request, urlopen

from dogwatch.local.server import LOCAL_KEYS, Keys, Running, running
from dogwatch.names import DURATION

_KEPT = {"metric_type": "distribution", "tags": list(DURATION.tags), "include_percentiles": True}


def report_durations(url: str, keys: Keys = LOCAL_KEYS) -> None:
    """Makes the embedded Datadog at this address know the durations of features, with percentiles."""
    series = {"metric": DURATION.name, "points": [[1767225600, [0.1]]], "tags": ["env:prod"]}
    _post(url, keys, "/api/v1/distribution_points", {"series": [series]})
    configuration = {"type": "manage_tags", "id": DURATION.name, "attributes": _KEPT}
    _post(url, keys, f"/api/v2/metrics/{DURATION.name}/tags", {"data": configuration})


@contextmanager
def running_with_durations(**options: Any) -> Iterator[Running]:
    """The embedded Datadog of `running`, which knows the durations of features already."""
    with running(**options) as server:
        report_durations(server.url, server.keys)
        yield server


def _post(url: str, keys: Keys, path: str, body: object) -> None:
    headers = {"DD-API-KEY": keys.api, "DD-APPLICATION-KEY": keys.application, "Content-Type": "application/json"}
    with urlopen(Request(f"{url}{path}", json.dumps(body).encode(), headers, method="POST")) as answer:
        assert answer.status < 300, answer.status
