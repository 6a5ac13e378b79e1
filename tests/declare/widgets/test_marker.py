from __future__ import annotations

import pytest

from dogwatch.declare.widgets.marker import Marker, written_markers, written_percentiles
from dogwatch.values import Duration


def test_a_marker_is_a_line_in_the_unit_of_the_graph() -> None:
    assert written_markers([Marker(0.4, label="p95"), Marker(Duration.parse("300ms"), severity="warning")]) == [
        {"value": "y = 0.4", "display_type": "error dashed", "label": " p95 "},
        {"value": "y = 0.3", "display_type": "warning dashed"},
    ]


def test_no_marker_is_nothing() -> None:
    assert written_markers([]) is None


def test_two_values_are_a_band() -> None:
    assert written_markers([Marker((0, Duration.parse("400ms")), severity="ok", line="bold")]) == [
        {"value": "0 < y < 0.4", "display_type": "ok bold"}
    ]
    with pytest.raises(ValueError, match=r"\(1, 2, 3\) is no band; write its two ends"):
        written_markers([Marker((1, 2, 3))])  # type: ignore[arg-type]


def test_percentiles_are_lines_too() -> None:
    assert written_percentiles([50, 99.9]) == [
        {"value": "50", "display_type": "percentile"},
        {"value": "99.9", "display_type": "percentile"},
    ]
    assert written_percentiles([]) is None
