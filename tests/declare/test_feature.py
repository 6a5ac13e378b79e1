from __future__ import annotations

from dogwatch import Errors, Feature, Latency, Team

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
    assert checkout.place.line == 5
