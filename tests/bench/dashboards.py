"""How many dashboards a second are checked, beside the models of Datadog's own client.

The bodies are those that integrations ship, where the corpus is (`DOGWATCH_CORPUS`), else one page many times over.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from datadog_api_client import ApiClient, Configuration
from datadog_api_client.exceptions import ApiException, ApiTypeError, ApiValueError
from datadog_api_client.v1.model.dashboard import Dashboard

from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.pages import feature_page
from dogwatch.kinds import DASHBOARD
from dogwatch.kinds.dashboard.widgets import warnings
from tests.declare.dashboards import feature, made_of, setting

Body = dict[str, Any]

_CORPUS = Path(os.environ.get("DOGWATCH_CORPUS", Path(__file__).parents[2] / ".." / "shared")) / "corpus" / "dashboards"
# Datadog's models take a sixth of a second for one dashboard.
_FEW = 12


def checked_per_second() -> tuple[float, float]:
    """Ours, and that of the official client over a few of the same bodies."""
    bodies = _bodies()
    return _rate(_check, bodies * 5), _rate(_model, bodies[:: max(1, len(bodies) // _FEW)])


def _bodies() -> list[Body]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(_CORPUS.rglob("*.json"))]
    shipped = [body for text in texts if "title" in (body := json.loads(text))]
    checkout = feature()
    return shipped or [dashboard_resource(feature_page(checkout), setting(), made_of(checkout)).body] * 100


def _check(body: Body) -> None:
    if not DASHBOARD.problems(body):
        warnings(body)


def _model(body: Body) -> None:
    """The official client's way from JSON to a model; bodies that it refuses cost time too."""
    with ApiClient(Configuration()) as client:
        try:
            client.deserialize(json.dumps(body), (Dashboard,), True)
        except (ApiException, ApiTypeError, ApiValueError):
            return


def _rate(check: Callable[[Body], None], bodies: list[Body]) -> float:
    check(bodies[0])  # the types of widgets are loaded
    began = time.perf_counter()
    for body in bodies:
        check(body)
    return len(bodies) / (time.perf_counter() - began)


if __name__ == "__main__":
    ours, theirs = checked_per_second()
    print(f"real dashboards checked a second: {ours:.0f}; Datadog's client: {theirs:.1f}")
