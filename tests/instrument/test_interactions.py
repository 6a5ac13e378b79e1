from __future__ import annotations

import pytest

from dogwatch.instrument import configure, interaction, tag, track
from dogwatch.instrument.testing import RecordedMetrics


def test_an_action_belongs_to_the_call_it_happens_in(recorded_metrics: RecordedMetrics) -> None:
    with track("cart"):
        interaction("add_to_cart", user=7)
        interaction("add_to_cart", user="7")
        interaction("pay", user="ann", feature="checkout")

    assert recorded_metrics.count("feature.interactions", feature="cart", action="add_to_cart") == 2
    assert recorded_metrics.count("feature.interactions", feature="checkout", action="pay") == 1
    assert [recorded_metrics.distinct("feature.users", feature=name) for name in ("cart", "checkout")] == [1, 1]


def test_nobody_is_named(recorded_metrics: RecordedMetrics) -> None:
    interaction("pay", user="ann@example.com", feature="checkout")
    members = [member for members in recorded_metrics._now().members.values() for member in members]

    assert [len(member) for member in members] == [16]
    assert "ann" not in members[0]


def test_an_action_of_no_feature_is_counted_as_dropped(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    interaction("lonely")
    interaction("lonely")

    assert recorded_metrics.count("feature.interactions") == 0
    assert recorded_metrics.count("dogwatch.client.dropped", reason="no_feature") == 2
    assert ["write interaction(…, feature=…)" in record.getMessage() for record in caplog.records] == [True]


def test_tags_that_are_allowed_are_on_hits_and_durations(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    @track("tagged", within=10)
    def call() -> None:
        tag(region="EU west", basket=12345, feature="forged")

    configure(allow_tags=["region", "feature"])
    call()
    tags = recorded_metrics.tags("feature.hits"), recorded_metrics.tags("feature.duration")
    configure(allow_tags=[])

    assert ("feature:tagged", "outcome:ok", "region:eu_west", "fast:true") in tags[0]
    assert tags[1] == {("feature:tagged", "outcome:ok", "region:eu_west")}
    assert sorted(record.getMessage().split()[2] for record in caplog.records) == ["basket", "feature"]
