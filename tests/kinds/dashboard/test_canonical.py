from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.dashboard.canonical import Shown, as_written, key, shown
from dogwatch.kinds.equality import same

from .bodies import group, note, timeseries


def one(widget: dict[str, Any]) -> Shown:
    (read,) = shown([widget])
    return read


def with_request(**fields: Any) -> dict[str, Any]:
    widget = timeseries("a")
    widget["definition"]["requests"][0] |= fields
    return widget


FORMATS = [
    {"comparator": ">", "value": 5, "palette": "white_on_red"},
    {"comparator": "<=", "value": 5, "palette": "white_on_green"},
]


@pytest.mark.parametrize(
    "filled_in",
    [
        timeseries("a", title_size="16", title_align="left", time={}, legend_size="0", legend_layout="auto"),
        timeseries("a", legend_columns=["avg", "min", "max", "value", "sum"], markers=[], events=None, custom_links=[]),
        timeseries("a", yaxis={"include_zero": True, "label": "", "scale": "linear", "min": "auto", "max": "auto"}),
        with_request(style={"line_width": "normal", "palette": "dog_classic", "line_type": "solid"}),
        with_request(on_right_yaxis=False, conditional_formats=[], formulas=[{"formula": "query1", "alias": None}]),
        {**timeseries("a"), "id": 1},
    ],
)
def test_what_the_interface_fills_in_is_not_there(filled_in: dict[str, Any]) -> None:
    assert same(one(filled_in).content, one(timeseries("a")).content)


@pytest.mark.parametrize(
    "changed",
    [
        timeseries("a", title_size="13"),
        timeseries("a", legend_columns=["avg"]),
        timeseries("a", yaxis={"max": "100"}),
        with_request(style={"palette": "purple"}),
        with_request(on_right_yaxis=True),
        with_request(unheard_of=1),
    ],
)
def test_anything_else_is(changed: dict[str, Any]) -> None:
    assert not same(one(changed).content, one(timeseries("a")).content)


def test_a_default_of_one_type_says_something_in_another() -> None:
    assert one({"definition": {"type": "note", "content": "a", "font_size": "14"}}).content == one(note("a")).content
    assert one({"definition": {"type": "unheard_of", "font_size": "14"}}).content["font_size"] == "14"


def test_conditional_formats_have_one_order() -> None:
    turned = with_request(formulas=[{"formula": "query1", "conditional_formats": FORMATS[::-1]}])
    assert one(with_request(formulas=[{"formula": "query1", "conditional_formats": FORMATS}])).content == (
        one(turned).content
    )
    assert one(with_request(conditional_formats=FORMATS)).content == (
        one(with_request(conditional_formats=FORMATS[::-1])).content
    )


def test_the_found_body_is_not_touched() -> None:
    widget = with_request(conditional_formats=FORMATS, style={"palette": "dog_classic"})
    before = repr(widget)
    shown([widget])
    assert repr(widget) == before


def test_a_group_holds_its_widgets_apart_from_its_content() -> None:
    read = one(group("g", note("a"), note("b")))
    assert "widgets" not in read.content
    assert [inside.content["content"] for inside in read.inside] == ["a", "b"]


def test_a_key_is_by_value_but_a_bool_is_no_number() -> None:
    assert key({"a": 1, "b": None}) == key({"a": 1.0})
    assert key({"a": 1}) != key({"a": True})


def test_as_written_looks_away_from_ids_and_from_nothing_else() -> None:
    written = [group("g", timeseries("a", precision=5)), note("n")]
    found = [{**group("g", {**timeseries("a", precision=5), "id": 2}), "id": 1}, {**note("n"), "id": 3}]
    assert as_written(written, found)
    assert not as_written(written, [group("g", timeseries("a", precision=5.0)), note("n")])
    assert not as_written(written, written[::-1])


@pytest.mark.parametrize("found", [True, 1.0, float("inf"), float("nan"), 2**70, "\ud800", "1"])
def test_what_python_or_json_alone_takes_for_the_same_is_not_as_written(found: Any) -> None:
    for declared in (1, None):
        assert not as_written([timeseries("a", precision=declared)], [timeseries("a", precision=found)])
