from __future__ import annotations

import re

from dogwatch.draw.figures.distribution import Distribution
from dogwatch.draw.figures.heading import Heading
from dogwatch.draw.paint import distribution
from dogwatch.draw.units import Unit


def below(unit: Unit, *edges: float) -> list[tuple[float, str]]:
    """What is written below the bars: how far to the right, in percent, and the text."""
    figure = Distribution(Heading("calls", "distribution"), edges, (1.0,) * (len(edges) - 1), unit, (), ())
    found = re.findall(r'<text x="([\d.]+)%"[^>]*>([^<]*)<', distribution.graph(figure).below)
    return [(float(place), text) for place, text in found]


def test_values_below_are_round_and_stand_where_they_are() -> None:
    assert below(Unit("second"), 0.0, 0.2, 0.4) == [
        (0, "0"),
        (25, "100 ms"),
        (50, "200 ms"),
        (75, "300 ms"),
        (100, "400 ms"),
    ]


def test_what_is_counted_is_not_written_at_each_number_since_names_would_stand_on_each_other() -> None:
    assert [text for _, text in below(Unit("request"), 0.0, 0.4, 0.8)] == ["0", "0.2", "0.4", "0.6", "0.8"]
