from __future__ import annotations

import math

from dogwatch.draw.marker import Marker, markers, percentiles


def test_reads_lines_bands_and_halves() -> None:
    found = markers(
        [
            {"value": "y = 0.4", "display_type": "error dashed", "label": " p95 400ms "},
            {"value": "0 < y < 10", "display_type": "ok solid"},
            {"value": "y > 5", "display_type": "warning"},
        ]
    )
    assert found == (
        Marker(0.4, 0.4, "p95 400ms", "error", "dashed"),
        Marker(0, 10, "", "ok", "solid"),
        Marker(5, math.inf, "", "warning", "solid"),
    )


def test_leaves_out_what_is_none() -> None:
    assert markers([{"value": "x = 3"}, {}, "y = 1", {"value": "95", "display_type": "percentile"}]) == ()


def test_percentiles_are_numbers_up_to_a_hundred() -> None:
    marked = [{"value": value, "display_type": "percentile"} for value in ("50", "p99.9", "101", "x")]
    assert percentiles([*marked, {"value": "y = 1", "display_type": "error"}]) == (50, 99.9)
