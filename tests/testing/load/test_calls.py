"""A load is what the instrumentation and the Agent would have written of the same calls."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch import LatencyObjective
from dogwatch.instrument.calls import Marked
from dogwatch.instrument.client import Client
from dogwatch.instrument.datagrams import packets
from dogwatch.instrument.settings import read_settings
from dogwatch.local.intake.buckets import Buckets
from dogwatch.local.intake.sending import Sending
from dogwatch.names import METRICS
from dogwatch.testing.load.points import Series
from tests.testing.load.at import MONDAY
from tests.testing.load.shops import CHECKOUT, Shop

SERVICE = {"DD_ENV": "prod", "DD_SERVICE": "shop-api", "DD_VERSION": "1.0"}


def sent(within: float | None) -> set[Series]:
    """The series of a service with a few calls, behind the Agent of a host."""
    clock = iter([0.0, 0.0, 11.0, 11.0, 12.0, 12.0])
    client = Client(read_settings(SERVICE), lambda: next(clock))
    calls = client.recording.calls("checkout", within)
    calls.durations += [100_000_000, 900_000_000]
    calls.marked.append(Marked(200_000_000, True, "Timeout", {}))
    calls.used(5_000_000)
    for action in ("pay", "review"):
        client.recording.interacted("checkout", action, "somebody")
    buckets = Buckets("h1")
    for packet in packets(client.take(), client.settings.tags, 8192):
        buckets.take(packet.payload, MONDAY)
    arrived = buckets.over(MONDAY + 10)
    points = Sending().points(arrived.buckets, MONDAY + 10)
    return {Series(*each.series[:3]) for each in points}


def written(shop: Shop) -> Iterator[Series]:
    """The series of a load, of one host."""
    shop.run(5)
    return (series for series in shop.load.series if "host:h1" in series.tags)


def test_writes_the_series_that_a_service_sends() -> None:
    assert set(written(Shop(errors="5%"))) == sent(None)


def test_counts_fast_calls_where_the_service_does() -> None:
    feature = type(CHECKOUT)(
        "checkout",
        team="payments",
        service="shop-api",
        signals=CHECKOUT.signals,
        objectives=[LatencyObjective("99%", within="500ms", percentiles=False)],
    )
    shop = Shop(feature, errors="5%", latency="400ms")
    shop.run(5)
    shop.load.degrade(latency="600ms")

    assert set(written(shop)) == sent(0.5)
    fast = shop.each("sum:feature.hits{outcome:ok} by {fast}.as_count()", 5)
    assert fast == {("true",): [2850, 0], ("false",): [-1, 2850]}


def test_writes_every_metric_that_there_is() -> None:
    assert {series.metric for series in written(Shop(errors="5%"))} == {metric.name for metric in METRICS}
