from __future__ import annotations

import pytest

from dogwatch.draw.unit_of import unit_of
from dogwatch.draw.units import NONE, Unit
from dogwatch.query import parse_metric
from tests.draw.samples import data, store

HITS = "sum:page.hits{*}.as_count()"


@pytest.mark.parametrize(
    ("expression", "unit"),
    [
        ("p95:page.time{*}", Unit("second")),
        ("count:page.time{*}", NONE),
        ("sum:page.hits{*}.as_rate()", Unit("request", "second")),
        ("week_before(avg:page.size{*})", Unit("byte")),
        ("per_second(avg:page.size{*})", Unit("byte", "second")),
        (f"100 * default_zero({HITS}) / {HITS}", Unit("percent")),
        (f"({HITS} / {HITS}) * 100", Unit("percent")),
        (f"{HITS} / {HITS}", NONE),
        ("avg:page.size{*} / avg:page.time{*}", NONE),
        ("avg:page.size{*} / 1024", Unit("byte")),
        ("avg:page.size{*} + avg:page.time{*}", NONE),
        ("avg:page.size{*} - avg:page.size{*}", Unit("byte")),
        ("avg:unknown{*}", NONE),
    ],
)
def test_is_that_of_the_metrics(expression: str, unit: Unit) -> None:
    assert unit_of(parse_metric(expression), data(store()), {}) == unit  # type: ignore[arg-type]
