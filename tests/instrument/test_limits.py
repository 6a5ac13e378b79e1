from __future__ import annotations

import pytest

from dogwatch.instrument import configure, interaction, tag, track
from dogwatch.instrument.client import process_client
from dogwatch.instrument.limits import TagLimits, cleaned
from dogwatch.instrument.testing import RecordedMetrics
from dogwatch.names import normalized_tag


def test_what_goes_over_the_limit_becomes_other_and_what_was_known_stays() -> None:
    limits = TagLimits(2)
    sent = [limits.admit("shop.one", ("feature:a",), (f"region:{region}",)) for region in ("x", "y", "z", "x")]

    assert sent == [
        (("feature:a", "region:x"), True),
        (("feature:a", "region:y"), True),
        (("feature:a", "region:other"), False),
        (("feature:a", "region:x"), True),
    ]


def test_a_metric_does_not_use_up_the_limit_of_another() -> None:
    limits = TagLimits(1)

    assert all(limits.admit(metric, (), ("region:x",))[1] for metric in ("shop.two", "shop.three"))


@pytest.mark.parametrize("value", ["a,b", "a|b", "a\nb", "A b", "grün", "x" * 300, "a:", "|#env:prod"])
def test_a_value_cannot_end_its_tag_or_its_line(value: str) -> None:
    tag = cleaned("region", value)

    assert tag == normalized_tag(tag)
    assert not set(tag) & set(",|\n# ")


def test_calls_over_the_limit_are_all_counted_and_told_of_once(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    @track("limited")
    def call(number: int) -> None:
        tag(region=f"r{number}")
        interaction(f"action-{number}")

    limits = process_client().recording.limits
    before, limits._seen = limits._seen, {}
    configure(allow_tags=["region"], tag_limit=10)
    for number in range(50):
        call(number)
    seen = recorded_metrics.tags("feature.hits"), recorded_metrics.tags("feature.interactions")
    configure(allow_tags=[], tag_limit=1000)
    limits._seen = before

    assert [len(tags) for tags in seen] == [11, 11]
    assert recorded_metrics.count("feature.hits", feature="limited", region="other") == 40
    assert recorded_metrics.count("feature.hits", feature="limited") == 50
    assert recorded_metrics.count("dogwatch.client.limited", metric="feature.hits") == 40
    assert len([record for record in caplog.records if "feature.hits has 10" in record.getMessage()]) == 1
