from __future__ import annotations

import html
import json
import re
from typing import Any

from dogwatch.draw.figures.timeseries import timeseries
from dogwatch.draw.paint.plot import paint
from tests.draw.samples import data, store, view

SERIES = data(
    store(
        ("page.hits", ["env:prod"], "count", [1.0, 2.0, float("nan"), 1234567.8]),
        ("page.hits", ["env:demo"], "count", [3.0, 4.0, float("nan"), 8.0]),
    )
)


def painting(query: str = "sum:page.hits{*} by {env}.as_count().rollup(60)", **fields: Any) -> str:
    request = {"q": query, **fields.pop("request", {})}
    return paint(timeseries({"type": "timeseries", "title": "Hits", "requests": [request], **fields}, SERIES, view()))


def plotted(text: str) -> dict[str, Any]:
    (found,) = re.findall(r'data-plot="([^"]*)"', text)
    return dict(json.loads(html.unescape(found)))


def test_holds_the_values_with_six_digits_and_the_gaps_between_them() -> None:
    demo, prod = plotted(painting())["lines"]
    assert (demo["name"], demo["values"][-5:]) == ("env:demo", [None, 3.0, 4.0, None, 8.0])
    assert (prod["name"], prod["values"][-5:]) == ("env:prod", [None, 1.0, 2.0, None, 1234570.0])


def test_bars_and_areas_say_where_each_begins_and_ends() -> None:
    demo, prod = plotted(painting(request={"display_type": "bars"}))["lines"]
    assert (demo["low"][-4:], demo["high"][-4:]) == ([0.0, 0.0, None, 0.0], [3.0, 4.0, None, 8.0])
    assert (prod["low"][-4:], prod["high"][-4:]) == ([3.0, 4.0, None, 8.0], [4.0, 6.0, None, 1234580.0])


def test_a_line_has_no_ends() -> None:
    assert all("low" not in line for line in plotted(painting())["lines"])


def test_axes_have_the_numbers_of_the_picture() -> None:
    found = plotted(painting(yaxis={"min": "0", "max": "10"}))
    assert found["left"]["ticks"] == [[0.0, "0"], [2.0, "2"], [4.0, "4"], [6.0, "6"], [8.0, "8"], [10.0, "10"]]
    assert found["right"] is None


def test_a_band_without_an_end_has_none_in_json() -> None:
    (marker,) = plotted(painting(markers=[{"value": "y > 4", "display_type": "error dashed", "label": "<b>"}]))[
        "markers"
    ]
    assert (marker["low"], marker["high"], marker["severity"], marker["label"]) == (4.0, None, "error", "<b>")


def test_nothing_is_a_box_as_in_the_picture() -> None:
    assert "data-plot" not in painting("sum:nobody{*}")
    assert "No data" in painting("sum:nobody{*}")


def test_the_legend_is_that_of_the_picture() -> None:
    assert ">env:prod</span>" in painting()
