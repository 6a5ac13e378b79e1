from __future__ import annotations

from dogwatch.declare.widgets.marker import Marker, written_markers
from dogwatch.values import Duration


def test_a_marker_is_a_line_in_the_unit_of_the_graph() -> None:
    assert written_markers([Marker(0.4, label="p95"), Marker(Duration.parse("300ms"), severity="warning")]) == [
        {"value": "y = 0.4", "display_type": "error dashed", "label": " p95 "},
        {"value": "y = 0.3", "display_type": "warning dashed"},
    ]


def test_no_marker_is_nothing() -> None:
    assert written_markers([]) is None
