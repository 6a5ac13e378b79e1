from __future__ import annotations

import pytest

from dogwatch import Availability, Errors, Feature, Latency, LatencyObjective, Team
from dogwatch.names import METRICS
from dogwatch.query import Source

from .features import SCOPE

checkout = Feature(
    "checkout",
    team=Team("payments"),
    service="shop-api",
    signals=[Latency(p95="400ms"), Errors(rate="1%"), Latency(p99="1s", over="10m")],
    tags=["area:shop"],
)


def test_its_metrics_are_scoped_to_environment_feature_and_service() -> None:
    p95 = checkout.metrics.duration.p95().over("5m") > 0.4
    assert str(p95) == "avg(last_5m):p95:feature.duration{$env,feature:checkout,service:shop-api} > 0.4"
    hits = checkout.metrics.hits.sum().as_count().over("5m") < 1
    assert str(hits) == "sum(last_5m):sum:feature.hits{$env,feature:checkout,service:shop-api}.as_count() < 1"


def test_hands_out_the_signals_of_a_class() -> None:
    assert [signal.over.seconds for signal in checkout.signals_of(Latency)] == [300, 600]


def test_a_single_signal_or_tag_is_a_list_of_one() -> None:
    one = Feature("one", team="payments", service="a", signals=Errors(rate="1%"), tags="area:shop")  # type: ignore[arg-type]
    assert (one.signals, one.tags) == ((Errors(rate="1%"),), ("area:shop",))


def test_knows_its_line() -> None:
    assert checkout.place.file == __file__
    assert checkout.place.line == 11


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (checkout.metrics.cpu, f"feature.cpu{{{SCOPE}}}"),
        (checkout.metrics.in_flight, f"feature.in_flight{{{SCOPE}}}"),
        (checkout.metrics.interactions, f"feature.interactions{{{SCOPE}}}"),
        (checkout.metrics.users, f"feature.users{{{SCOPE}}}"),
        (checkout.metrics.process_memory, "feature.process.memory{$env,service:shop-api}"),
    ],
)
def test_has_a_query_of_each_metric_of_the_table(source: Source, text: str) -> None:
    assert str(source.max()) == f"max:{text}"
    assert source.name in {metric.name for metric in METRICS}


def test_hands_out_the_objectives_of_a_class() -> None:
    both = Feature("f", team="t", service="a", objectives=[Availability("99%"), LatencyObjective("9%", within="1s")])
    assert both.objectives_of(Availability) == [Availability("99%")]
    assert Feature("f", team="t", service="a", objectives=Availability("99%")).objectives == (Availability("99%"),)  # type: ignore[arg-type]
