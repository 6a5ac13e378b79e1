"""Requests that say which feature of another service they come from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dogwatch.instrument import configure, tag, track
from dogwatch.instrument.client import process_client
from dogwatch.instrument.testing import RecordedMetrics
from dogwatch.instrument.upstream import arrived, current_upstream


@pytest.fixture(autouse=True)
def _accepting() -> Iterator[None]:
    before = process_client().settings
    configure(accept_features=["checkout"])
    yield
    process_client().configure(before)


def test_hits_are_tagged_with_the_feature_that_asked_and_durations_are_not(recorded_metrics: RecordedMetrics) -> None:
    with arrived("user=7,feature=checkout"):
        assert current_upstream() == "checkout"
        with track("payment"):
            pass
    assert current_upstream() is None
    assert recorded_metrics.tags("feature.hits") == {
        ("feature:payment", "outcome:ok", "feature.upstream:checkout"),
    }
    assert recorded_metrics.tags("feature.duration") == {("feature:payment", "outcome:ok")}


@pytest.mark.parametrize("header", [None, "", "feature=evil", "feature=", "checkout"])
def test_nobody_else_is_believed(recorded_metrics: RecordedMetrics, header: str | None) -> None:
    with arrived(header), track("payment"):
        assert current_upstream() is None
    assert recorded_metrics.tags("feature.hits") == {("feature:payment", "outcome:ok")}


def test_no_code_says_by_tag_who_asked(recorded_metrics: RecordedMetrics) -> None:
    with track("payment"):
        tag(**{"feature.upstream": "checkout", "route": "/"})
    assert recorded_metrics.tags("feature.hits") == {("feature:payment", "outcome:ok")}
