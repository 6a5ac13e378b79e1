from __future__ import annotations

import pytest

from dogwatch.instrument import track
from dogwatch.instrument.client import process_client
from dogwatch.instrument.testing import RecordedMetrics


def test_counts_add_up_over_all_other_tags(recorded_metrics: RecordedMetrics) -> None:
    for feature in ("a", "b", "b"):
        with track(feature):
            pass

    assert recorded_metrics.count("feature.hits") == 3
    assert recorded_metrics.count("feature.hits", feature="b", outcome="ok") == 2
    assert recorded_metrics.count("feature.hits", feature="b", outcome="error") == 0


def test_nothing_is_sent_while_a_test_looks(recorded_metrics: RecordedMetrics) -> None:
    with track("a"):
        pass
    process_client().flush()

    assert recorded_metrics.count("feature.hits", feature="a") == 1


def test_a_test_begins_with_nothing(recorded_metrics: RecordedMetrics) -> None:
    assert recorded_metrics.count("feature.hits") == 0
    assert recorded_metrics.values("feature.duration") == []


def test_zeros_of_quiet_features_come_in_no_test(
    recorded_metrics: RecordedMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    track("quiet")
    monkeypatch.setattr(process_client(), "_beat_at", -1e9)  # so that it is long over
    assert recorded_metrics.tags("feature.hits") == set()
    assert recorded_metrics.values("feature.process.memory") == []
