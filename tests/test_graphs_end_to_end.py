"""Graphs as people meet them: in a real browser, pointed at, with values that come while they look."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from dogwatch.draw.units import Unit, scales, written
from dogwatch.local.server import Running, running
from tests.chromium import opened

TWO = [
    {
        "definition": {"type": "timeseries", "title": title, "requests": [{"q": query, "display_type": form}]},
        "layout": {"x": 6 * place, "y": 0, "width": 6, "height": 3},
    }
    for place, (title, query, form) in enumerate(
        [
            ("Load", "avg:load{$env} by {host}.rollup(avg, 60)", "line"),
            ("Hits", "sum:hits{$env} by {host}.as_count().rollup(sum, 60)", "bars"),
        ]
    )
]
BOARD = {
    "title": "Two graphs",
    "layout_type": "ordered",
    "reflow_type": "fixed",
    "template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}],
    "widgets": TWO,
}


def ask(server: Running, path: str, body: object = None) -> Any:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(server.url + path, data=data, headers=headers)) as answer:
        return json.load(answer)


def report(server: Running, minutes: range, env: str = "prod") -> None:
    """Values of two hosts at whole minutes, so many minutes ago."""
    now = int(time.time()) // 60 * 60
    series = [
        {
            "metric": metric,
            "type": kind,
            "interval": 60,
            "points": [[now - 60 * ago, value * (1 + ago % 7)] for ago in minutes],
            "tags": [f"env:{env}", f"host:{host}"],
        }
        for metric, kind in (("load", "gauge"), ("hits", "count"))
        for host, value in (("a", 1.5), ("b", 40.25))
    ]
    ask(server, "/api/v1/series", {"series": series})


@contextmanager
def shown() -> Iterator[tuple[Running, Page]]:
    with running() as server, opened() as page:
        report(server, range(2, 45))  # the middle of the hour that a page shows, where tests point, is well within
        board = ask(server, "/api/v1/dashboard", BOARD)
        page.goto(f"{server.url}{board['url']}")
        page.wait_for_selector(".plotted .u-over")
        yield server, page


def numbers(page: Page) -> list[str]:
    return page.locator(".tip:visible").inner_text().splitlines()


def minute(said: str) -> int:
    """The minute of the day of a time such as 14:05 UTC."""
    hours, minutes = said.split(" ")[0].split(":")[:2]
    return 60 * int(hours) + int(minutes)


def test_the_number_under_the_pointer_is_that_of_the_query() -> None:
    with shown() as (server, page):
        page.locator(".plotted .u-over").first.hover()
        said = numbers(page)
        (at, clock), values = said[0].split(" ")[:2], dict(zip(said[1::2], said[2::2], strict=True))
        assert clock == "UTC"
        now = int(time.time())
        window = urlencode({"from": now - 3600, "to": now, "query": "avg:load{env:prod} by {host}.rollup(avg, 60)"})
        answer = ask(server, f"/api/v1/query?{window}")
        expected = {
            each["scope"].split(",")[-1]: written(value)
            for each in answer["series"]
            for moment, value in each["pointlist"]
            if time.strftime("%H:%M", time.gmtime(moment / 1000)) == at
        }
        assert len(expected) == 2
        assert {name.split(",")[-1]: number for name, number in values.items()} == expected


def test_one_cursor_follows_across_all_graphs_and_numbers_stand_beside_one() -> None:
    with shown() as (_, page):
        graphs = page.locator(".plotted .u-over")
        graphs.first.hover()
        expect(page.locator(".tip:visible")).to_have_count(1)
        places = [page.locator(".u-cursor-x").nth(place).evaluate("e => e.style.transform") for place in (0, 1)]
        assert places[0] == places[1] != ""
        graphs.last.hover()
        tip = page.locator(".tip:visible")
        expect(tip).to_have_count(1)
        place, graph = tip.bounding_box(), graphs.last.bounding_box()
        assert place
        assert graph
        assert graph["y"] <= place["y"] < graph["y"] + graph["height"]


def test_all_numbers_are_seen_however_small_the_graph_is() -> None:
    small = {"x": 0, "y": 0, "width": 3, "height": 2}
    request = {"q": "avg:load{*} by {host}, max:load{*} by {host}, min:load{*} by {host}", "display_type": "line"}
    graph = {"type": "timeseries", "title": "Load", "requests": [request, request, request]}
    with running() as server, opened() as page:
        report(server, range(2, 30))
        board = ask(server, "/api/v1/dashboard", {**BOARD, "widgets": [{"definition": graph, "layout": small}]})
        page.goto(f"{server.url}{board['url']}")
        page.wait_for_selector(".plotted .u-over")
        page.locator(".plotted .u-over").hover()
        tip = page.locator(".tip:visible")
        assert tip.locator("strong").count() == 12
        for number in tip.locator("strong").all():
            place = number.bounding_box()
            assert place
            is_on_top = "([x, y]) => document.elementFromPoint(x, y) !== null"
            assert page.evaluate(is_on_top, [place["x"] + 1, place["y"] + 1])
        assert tip.evaluate("e => e.scrollHeight <= e.clientHeight + 1 && e.getBoundingClientRect().left >= 0")
        assert tip.evaluate("e => e.parentElement === document.body")


def test_arrow_keys_move_the_cursor() -> None:
    with shown() as (_, page):
        page.locator(".plotted").first.focus()
        page.keyboard.press("ArrowLeft")
        last = numbers(page)[0]
        page.keyboard.press("ArrowLeft")
        # Earlier, also where the hour before midnight is.
        assert 0 < (minute(last) - minute(numbers(page)[0])) % 1440 < 720


def test_values_come_without_a_reload_and_graphs_stay_where_they_are() -> None:
    with shown() as (server, page):
        page.evaluate("document.querySelectorAll('.plotted canvas').forEach(each => { each.stayed = true; })")
        before = page.locator(".plotted").first.get_attribute("data-plot")
        report(server, range(0, 2))
        page.evaluate("refresh()")
        page.wait_for_function("before => document.querySelector('.plotted').dataset.plot !== before", arg=before)
        assert page.evaluate("[...document.querySelectorAll('.plotted canvas')].every(each => each.stayed)")


def test_a_stretch_that_is_drawn_becomes_the_time_of_the_page() -> None:
    with shown() as (_, page):
        box = page.locator(".plotted .u-over").first.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 30, steps=5)
        page.mouse.up()
        page.wait_for_url("**from_ts=*")
        expect(page.locator(".plotted .u-over").first).to_be_visible()
        window = json.loads(page.locator(".plotted").first.get_attribute("data-plot") or "")
        assert window["end"] - window["begin"] == pytest.approx(0.3 * 3600, rel=0.05)


def test_another_value_of_a_variable_shows_other_data() -> None:
    with shown() as (server, page):
        report(server, range(2, 30), "staging")
        page.reload()
        page.locator("select").select_option("staging")
        page.wait_for_url("**tpl_var_env=staging*")
        assert "staging" in page.locator("select").input_value()
        expect(page.locator(".plotted .u-over").first).to_be_visible()


SAMPLES = [0, 1, -1, 0.5, 999.4, 999.6, 1000, 1234.6, 1e6, 2.5e9, 1e-5, 1.23e-7, 0.0123456, 59.9, 60, 3600, 90061, 1e15]
UNITS = [
    Unit(),
    Unit("second"),
    Unit("millisecond"),
    Unit("byte"),
    Unit("mebibyte"),
    Unit("percent"),
    Unit("fraction"),
    Unit("request", "second"),
    Unit(label="$"),
]


def test_numbers_are_written_as_the_server_writes_them() -> None:
    with shown() as (_, page):
        for unit in UNITS:
            found = page.evaluate(
                "([values, sizes]) => values.map(each => plots.written(each, sizes))", [SAMPLES, list(scales(unit))]
            )
            assert found == [written(value, unit) for value in SAMPLES], unit


LABELS = """
window.labels = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const width = this.measureText(text).width;
  const left = x - { left: 0, right: width, center: width / 2 }[this.textAlign];
  labels.push({ text, left, right: left + width, bottom: y });
  write.call(this, text, x, y);
};
"""


def test_labels_of_limits_that_are_near_each_other_do_not_stand_on_each_other() -> None:
    limits = [
        {"value": f"y = {value}", "display_type": "error dashed", "label": f"limit {value}"} for value in (8, 8.2, 8.4)
    ]
    graph = {"type": "timeseries", "requests": [{"q": "avg:load{*}"}], "markers": limits}
    with running() as server, opened() as page:
        report(server, range(2, 30))
        board = ask(server, "/api/v1/dashboard", {**BOARD, "widgets": [{"definition": graph}]})
        page.add_init_script(LABELS)
        page.goto(f"{server.url}{board['url']}")
        page.wait_for_selector(".plotted .u-over")
        page.wait_for_function("() => labels.some(each => each.text === 'limit 8.4')")
        found = page.evaluate("labels.filter(each => each.text.startsWith('limit')).slice(0, 3)")
        assert len({each["text"] for each in found}) == 3
        for one in found:
            for other in found:
                if one["text"] < other["text"] and abs(one["bottom"] - other["bottom"]) < 11:
                    assert one["right"] <= other["left"] or other["right"] <= one["left"]


def test_a_narrow_table_shows_all_columns_and_whole_words_of_its_groups() -> None:
    queries = [
        {"data_source": "metrics", "name": name, "query": f"{name}:load{{*}} by {{host}}", "aggregator": "avg"}
        for name in ("avg", "max")
    ]
    request = {"response_format": "scalar", "queries": queries, "formulas": [{"formula": "avg"}, {"formula": "max"}]}
    table = {
        "definition": {"type": "query_table", "requests": [request]},
        "layout": {"x": 0, "y": 0, "width": 3, "height": 3},
    }
    with running() as server, opened() as page:
        point = [[int(time.time()) - 60, 1.5]]
        series = [{"metric": "load", "points": point, "host": "checkout"}]
        ask(server, "/api/v1/series", {"series": series})
        board = ask(server, "/api/v1/dashboard", {**BOARD, "widgets": [table]})
        page.goto(f"{server.url}{board['url']}")
        shown = page.locator(".list.table")
        assert shown.evaluate("list => list.scrollWidth <= list.clientWidth")
        name = shown.locator("tbody th")
        assert name.inner_text() == "checkout"
        assert name.evaluate("cell => cell.getClientRects()[0].height") < 40


MANY = {
    "title": "Many graphs",
    "layout_type": "ordered",
    "reflow_type": "fixed",
    "widgets": [
        {
            "definition": {"type": "timeseries", "title": str(number), "requests": [{"q": "avg:load{*}"}]},
            "layout": {"x": 0, "y": 3 * number, "width": 12, "height": 3},
        }
        for number in range(24)
    ],
}
# Which graphs are made in which frame.
FRAMES = """
window.made = [];
let frame = 0;
const count = () => { frame += 1; requestAnimationFrame(count); };
requestAnimationFrame(count);
// From the beginning, since the first may be made before the whole page is there to be listened to.
new MutationObserver((all) => all.forEach(({ target, addedNodes }) => {
  if (![...addedNodes].some((each) => each.classList?.contains("uplot"))) return;
  made.push({ place: [...document.querySelectorAll("[data-plot]")].indexOf(target), frame });
})).observe(document, { childList: true, subtree: true });
"""
SLOW = """
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (...text) {
  for (const until = performance.now() + 4; performance.now() < until;);
  write.apply(this, text);
};
"""


@contextmanager
def many(*scripts: str) -> Iterator[Page]:
    with running() as server, opened() as page:
        report(server, range(2, 30))
        board = ask(server, "/api/v1/dashboard", MANY)
        for script in scripts:
            page.add_init_script(script)
        page.goto(f"{server.url}{board['url']}")
        page.wait_for_function("many => made.length >= many", arg=len(MANY["widgets"]))
        yield page


def test_graphs_that_take_long_are_drawn_one_in_a_frame_so_that_the_page_answers_meanwhile() -> None:
    with many(FRAMES, SLOW) as page:
        frames = page.evaluate("made.map(each => each.frame)")
        assert len(frames) == len(set(frames)) == len(MANY["widgets"])


def test_what_can_be_seen_is_drawn_first() -> None:
    with many(FRAMES) as page:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_timeout(200)
        page.evaluate("made.length = 0")
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("many => made.length >= many", arg=len(MANY["widgets"]))
        places = page.evaluate("made.map(each => each.place)")
        assert places[0] > len(places) / 2
        assert sorted(places) == list(range(len(places)))
