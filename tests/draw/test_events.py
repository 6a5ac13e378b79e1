from __future__ import annotations

from dataclasses import replace

from dogwatch.draw.events import Event, found
from dogwatch.draw.figures.timeseries import timeseries
from dogwatch.draw.paint.timeseries import paint
from dogwatch.judge import Record
from tests.draw.samples import NOW, data, store, view

DEPLOYS = [{"q": "event:deploy env:$env.value"}]
RECORDS = [
    Record(NOW - 60, tags=frozenset({"event:deploy", "env:prod"}), title="shop <2>"),
    Record(NOW - 120, tags=frozenset({"event:deploy", "env:prod"}), title="shop 1"),
    Record(NOW - 90, tags=frozenset({"event:deploy", "env:staging"}), title="another"),
]
SHOP = replace(data(store(("page.hits", ["env:prod"], "count", [1.0] * 9))), events=lambda begin, end: RECORDS)


def test_finds_those_of_the_chosen_environment_in_their_order() -> None:
    assert found(DEPLOYS, SHOP, view()).events == (Event(NOW - 120, "shop 1"), Event(NOW - 60, "shop <2>"))


def test_without_searches_there_are_none() -> None:
    assert found(None, SHOP, view()).events == found([{}], SHOP, view()).events == ()


def test_says_which_search_cannot_be_read() -> None:
    (said,) = found([{"q": "env:(prod"}], SHOP, view()).remarks
    assert "env:(prod" in said


def test_stand_in_the_graph_with_what_happened() -> None:
    body = {"type": "timeseries", "requests": [{"q": "sum:page.hits{*}.as_count()"}], "events": DEPLOYS}
    text = paint(timeseries(body, SHOP, view()))
    assert text.count('class="event"') == 2
    assert "<title>shop &lt;2&gt; at 07:59:00 UTC</title>" in text
