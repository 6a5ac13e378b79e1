from __future__ import annotations

from dogwatch import metric
from dogwatch.declare.comparison import comparison_of, threshold_of


def test_reads_what_a_query_compares_with() -> None:
    assert comparison_of("avg(last_5m):avg:x{*} >= -1.5e2 ") == (">=", -150)
    assert comparison_of(metric("x").avg().over("5m") < 3) == ("<", 3)


def test_a_text_without_a_number_at_its_end_compares_with_none() -> None:
    assert comparison_of("10000001 && 10000002") is None
    assert threshold_of("10000001 && 10000002") is None
    assert threshold_of("avg(last_5m):avg:x{*} > 3") == 3
