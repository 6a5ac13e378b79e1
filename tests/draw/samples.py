"""A store with a few series, a view of its last hour, and data made of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from dogwatch.draw import Data
from dogwatch.draw.variables import choices
from dogwatch.draw.view import View
from dogwatch.measure import Kind, Store

NOW = 1_800_000_000
HOUR = 3600
UNITS = {"page.time": {"unit": "second"}, "page.size": {"unit": "byte"}, "page.hits": {"unit": "request"}}

ENV = {"template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}]}


def view(dashboard: Mapping[str, Any] = ENV, given: Mapping[str, Sequence[str]] | None = None) -> View:
    return View(NOW - HOUR, NOW, NOW, choices(dashboard, given or {}))


def data(store: Store, slos: Mapping[str, Any] | None = None) -> Data:
    return Data(store, UNITS.get, (slos or {}).get)


def store(*series: tuple[str, Iterable[str], Kind, Iterable[float]]) -> Store:
    """A store with a value a minute for the last minutes of each series, the last of them a minute ago."""
    made = Store()
    for name, tags, kind, values in series:
        numbers = list(values)
        times = NOW - 60 * np.arange(len(numbers), 0, -1)
        row = made.series(name, tags, kind)
        (made.add_samples if kind == "distribution" else made.add)(row, times, numbers)
    return made
