from __future__ import annotations

from typing import Any

from dogwatch.draw.figures.timeseries import timeseries
from dogwatch.draw.paint.timeseries import paint
from tests.draw.samples import data, store, view

SPARSE = data(store(("page.hits", ["env:prod"], "count", [1.0, 2.0, float("nan"), float("nan"), 5.0])))
QUERY = "sum:page.hits{*}.as_count().rollup(60)"


def painting(**fields: Any) -> str:
    request = {"q": QUERY, **fields.pop("request", {})}
    return paint(timeseries({"type": "timeseries", "title": "Hits", "requests": [request], **fields}, SPARSE, view()))


def test_a_line_ends_at_a_gap_and_a_point_alone_is_a_dot() -> None:
    text = painting()
    path = text.split('class="line series-0')[0].rpartition('d="')[2]
    assert (path.count("M"), path.count("L")) == (1, 1)
    dots = text.split('class="line dots series-0"')[0].rpartition('d="')[2]
    assert (dots.count("M"), dots.count("h.1")) == (1, 1)


def test_bars_stand_on_zero() -> None:
    path = painting(request={"display_type": "bars"}).split('class="bar series-0')[0].rpartition('d="')[2]
    assert path.count("z") == 3
    assert path.count("V200.0") == 3


def test_a_marker_within_the_graph_is_a_line_with_its_label() -> None:
    text = painting(markers=[{"value": "y = 4", "display_type": "error dashed", "label": "limit"}])
    assert 'class="marker error dashed"' in text
    assert ">limit</text>" in text


def test_a_marker_far_above_leaves_the_graph_as_it_is() -> None:
    assert "limit" not in painting(markers=[{"value": "y = 400", "display_type": "error dashed", "label": "limit"}])


def test_a_legend_has_the_columns_that_are_asked_for() -> None:
    text = painting(legend_columns=["max", "sum"])
    assert ">5</td>" in text
    assert ">8</td>" in text
    assert ">avg<" not in text


def test_a_legend_is_hidden_where_the_widget_says_so() -> None:
    assert "legend" not in painting(show_legend=False)
