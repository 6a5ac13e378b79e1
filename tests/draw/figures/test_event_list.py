from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.event_list import event_stream, event_timeline, list_stream
from dogwatch.draw.paint.event_list import paint
from dogwatch.draw.remark import NotDrawn
from dogwatch.judge import Record
from tests.draw.samples import HOUR, NOW, data, store, view

RECORDS = [
    Record(NOW - 60, tags=frozenset({"env:prod", "a:b"}), attributes={"status": "error"}, title="down <1>"),
    Record(NOW - 120, tags=frozenset({"env:prod"}), attributes={"source": "alert"}, title="slow"),
    Record(NOW - 90, tags=frozenset({"env:staging"}), title="elsewhere"),
]
HAPPENED = replace(data(store()), events=lambda begin, end: [each for each in RECORDS if begin <= each.at < end])


def listing(source: str, search: str) -> dict[str, Any]:
    query = {"data_source": source, "query_string": search, "event_size": "s"}
    request = {"response_format": "event_list", "query": query, "columns": []}
    return {"type": "list_stream", "requests": [request]}


def test_lists_the_events_that_a_search_finds_the_newest_first() -> None:
    for figure in (
        event_stream({"type": "event_stream", "query": "$env"}, HAPPENED, view()),
        list_stream(listing("event_stream", "$env"), HAPPENED, view()),
    ):
        assert [(row.at, row.title, row.status) for row in figure.rows] == [
            (NOW - 60, "down <1>", "error"),
            (NOW - 120, "slow", "info"),
        ]
        assert figure.rows[0].tags == ("a:b", "env:prod")


def test_several_values_of_a_variable_are_looked_for_and_none_finds_all() -> None:
    for given, count in (({"env": ["prod", "staging"]}, 3), ({"env": ["*"]}, 3), ({"env": ["staging"]}, 1)):
        assert len(event_stream({"query": "$env"}, HAPPENED, view(given=given)).rows) == count


def test_says_how_many_are_left_out() -> None:
    many = replace(HAPPENED, events=lambda begin, end: [Record(NOW - 9, title="again") for _ in range(60)])
    figure = event_stream({"query": ""}, many, view())
    assert (len(figure.rows), figure.left_out) == (50, 10)


def test_lists_of_other_streams_are_not_kept() -> None:
    with pytest.raises(NotDrawn, match="A list of logs_stream is not drawn here"):
        list_stream(listing("logs_stream", ""), HAPPENED, view())


def test_a_timeline_counts_events_over_time() -> None:
    figure = event_timeline({"type": "event_timeline", "query": ""}, HAPPENED, view())
    assert figure.interval == 60
    assert min(figure.times) >= NOW - HOUR
    assert [line.values for line in figure.lines] == [(2.0, 1.0)]
    assert figure.times == ((NOW - 120) // 60 * 60, (NOW - 60) // 60 * 60)


def test_without_events_there_is_nothing_to_draw() -> None:
    assert event_timeline({"query": ""}, data(store()), view()).lines == ()
    assert "No events" in paint(event_stream({"query": ""}, data(store()), view()))


def test_a_row_has_the_time_the_title_in_the_colour_of_its_status_and_the_tags() -> None:
    text = paint(event_stream({"query": "env:prod"}, HAPPENED, view()))
    assert '<span class="title error">down &lt;1&gt;</span>' in text
    assert "07:59:00" in text
    assert "a:b, env:prod" in text
