from __future__ import annotations

import pytest

from dogwatch import Limit
from dogwatch.declare.limit import Threshold, bytes_limit, duration, duration_limit, percent_limit, rate_limit
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Bytes, Duration, Percent, Rate


def test_reads_each_unit() -> None:
    assert duration_limit("400ms") == Threshold(Duration(0.4))
    assert percent_limit("1%") == Threshold(Percent(0.01))
    assert rate_limit("60/m") == Threshold(Rate(1.0))
    assert bytes_limit("1KiB") == Threshold(Bytes(1024.0))


def test_reads_both_values_of_a_limit() -> None:
    assert duration_limit(Limit("400ms", warn="300ms")) == Threshold(Duration(0.4), Duration(0.3))


def test_keeps_a_quantity_and_the_absence_of_one() -> None:
    assert duration_limit(Duration(2.0)) == Threshold(Duration(2.0))
    assert duration_limit(None) is None


def test_says_what_is_wrong_with_both_values_at_once() -> None:
    limit: object = duration_limit(Limit("400", warn="3 bananas"))
    assert isinstance(limit, Wrong)
    assert [sentence.partition(";")[0] for sentence in limit.sentences] == [
        "'400' has no unit",
        "'3 bananas' has unit 'bananas'",
    ]


@pytest.mark.parametrize("value", ["5", "5%", 300, None])
def test_a_window_that_cannot_be_read_is_wrong(value: str) -> None:
    window: object = duration(value)
    assert isinstance(window, Wrong)
    assert len(window.sentences) == 1


def test_a_window_of_no_length_is_read_as_such() -> None:
    assert duration("0s") == Duration(0.0)
