from __future__ import annotations

import contextvars
import threading

from dogwatch.instrument import current_feature, mark_error, mark_ok, tag, track
from dogwatch.instrument.testing import RecordedMetrics


def test_outside_of_any_call_nothing_happens(recorded_metrics: RecordedMetrics) -> None:
    mark_error()
    mark_ok()
    tag(region="eu")

    assert current_feature() is None
    assert recorded_metrics.tags("feature.hits") == set()


def test_a_mark_is_for_the_innermost_call(recorded_metrics: RecordedMetrics) -> None:
    with track("outer"), track("inner"):
        mark_error("odd")

    assert recorded_metrics.count("feature.hits", feature="inner", error_type="odd") == 1
    assert recorded_metrics.count("feature.hits", feature="outer", outcome="ok") == 1


def test_a_thread_that_gets_the_context_is_in_the_call(recorded_metrics: RecordedMetrics) -> None:
    seen = []
    with track("outer"):
        context = contextvars.copy_context()
        for target in (current_feature, lambda: context.run(current_feature)):
            thread = threading.Thread(target=lambda target=target: seen.append(target()))
            thread.start()
            thread.join()

    assert seen == [None, "outer"]


def test_the_last_mark_wins(recorded_metrics: RecordedMetrics) -> None:
    with track("twice"):
        mark_error("odd")
        mark_ok()

    assert recorded_metrics.tags("feature.hits") == {("feature:twice", "outcome:ok")}
