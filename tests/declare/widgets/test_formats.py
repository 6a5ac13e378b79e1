from __future__ import annotations

import pytest

from dogwatch.declare.widgets import Format
from dogwatch.declare.widgets.formats import written_formats


def test_a_mapping_is_a_list_of_formats_of_which_the_first_counts() -> None:
    expected = [
        {"comparator": ">", "value": 5, "palette": "white_on_red"},
        {"comparator": "<=", "value": 0.5, "palette": "white_on_green"},
    ]
    assert written_formats({"> 5": "white_on_red", "<=0.5": "white_on_green"}) == expected
    assert written_formats([Format("> 5", "white_on_red"), Format("<=0.5", "white_on_green")]) == expected
    assert written_formats(None) == written_formats([]) == []


def test_a_format_has_colours_and_a_span_of_its_own() -> None:
    format = Format("> 5", "custom_bg", custom_bg_color="#ff0000", hide_value=True, timeframe="5m")
    assert written_formats([format]) == [
        {
            "comparator": ">",
            "value": 5,
            "palette": "custom_bg",
            "custom_bg_color": "#ff0000",
            "hide_value": True,
            "timeframe": "5m",
        }
    ]


def test_a_number_in_a_condition_stays_as_it_is_written() -> None:
    written = written_formats({"> 5": "red", "> 5.0": "red", "<= -0.5": "red", "= 1e3": "red"})
    assert repr([format["value"] for format in written]) == "[5, 5.0, -0.5, 1000.0]"


@pytest.mark.parametrize("condition", ["5", "", "> ", "> five", "=> 5", "> 5%"])
def test_what_is_no_condition_is_refused(condition: str) -> None:
    with pytest.raises(ValueError, match="is no condition; write a comparison with a number"):
        written_formats({condition: "red"})
