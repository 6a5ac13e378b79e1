"""The pages as people use them: pointed at, typed into, left open while something breaks, and read by machines."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from dogwatch.local.server import Running, running
from tests.chromium import opened
from tests.local.alerting.fast import fast

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "\u202eevil\u202c",
    "x" * 10_000,
    "'\"&<>%%%",
]
TAGS = ["feature:mail", "env:prod", "team:post", "tier:1"]


def ask(server: Running, path: str, body: object = None, method: str | None = None) -> Any:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(server.url + path, data=data, headers=headers, method=method)) as answer:
        return json.load(answer)


def report(server: Running, value: float, at: float | None = None, tags: tuple[str, ...] = ("env:prod",)) -> None:
    point = {"metric": "queue.length", "type": "gauge", "points": [[int(at or time.time()), value]], "tags": list(tags)}
    ask(server, "/api/v1/series", {"series": [point]})


def watch(server: Running, **changes: Any) -> int:
    query = "max(last_1m):max:queue.length{env:prod} > 5"
    body = {"type": "query alert", "name": "mail is late", "query": query, "message": "Late. @slack-post", "tags": TAGS}
    return int(ask(server, "/api/v1/monitor", {**body, **changes})["id"])


def board(server: Running, *definitions: dict[str, Any], title: str = "Mail", **changes: Any) -> str:
    widgets = [{"definition": each} for each in definitions]
    body = {"title": title, "layout_type": "ordered", "widgets": widgets, **changes}
    return str(ask(server, "/api/v1/dashboard", body)["url"])


@contextmanager
def visited(path: str = "/", *, dark: bool = False, width: int = 1280) -> Iterator[tuple[Running, Page]]:
    with running() as server, opened(width, dark=dark) as page:
        for ago in range(1, 20):
            report(server, ago % 4, time.time() - 60 * ago)
        watch(server)
        description = "All of it\n\ndogwatch:prod/shop/mail/page"
        graph = {"type": "timeseries", "title": "Length", "requests": [{"q": "max:queue.length{*}"}]}
        states = {"type": "manage_status", "title": "Monitors", "query": "tag:(feature:mail)"}
        board(server, graph, states, {"type": "note", "content": "# Read *this*"}, description=description)
        page.goto(server.url + path)
        yield server, page


def test_an_alert_appears_on_pages_that_are_left_open() -> None:
    with running(now=fast(30)) as server, opened() as page:
        watch(server)
        page.goto(f"{server.url}/monitors/manage")
        expect(page.get_by_role("link", name="mail is late")).to_be_visible()
        for _ in range(40):
            report(server, 9, ask(server, "/local/monitors")["at"] + 60)
            page.evaluate("refresh()")
            if page.locator(".state.error").count():
                break
            time.sleep(0.5)
        expect(page.locator(".states .state.error").first).to_have_text("Alert")
        page.goto(f"{server.url}/notifications")
        expect(page.locator("article")).to_contain_text("@slack-post")


def test_what_is_open_and_where_the_keyboard_is_stay_when_something_new_comes() -> None:
    with running(now=fast(30)) as server, opened() as page:
        watch(server)
        watch(server, name="and more", query="max(last_1m):max:queue.length{env:prod} > 20")
        page.goto(f"{server.url}/notifications")
        told(server, page, 9, "mail is late")
        page.locator("summary").click()
        assert page.locator("details[open]").count() == 1
        told(server, page, 30, "and more")
        assert page.locator("details").count() > 1
        expect(page.locator("details[open]")).to_contain_text("[Triggered] mail is late")
        assert page.evaluate("document.activeElement.localName") == "summary"


def told(server: Running, page: Page, value: float, name: str) -> None:
    """Until the page, which is left open, shows that somebody was told of a monitor."""
    for _ in range(60):
        report(server, value, ask(server, "/local/monitors")["at"] + 60)
        page.evaluate("refresh()")
        if page.locator("article", has_text=name).count():
            return
        time.sleep(0.5)
    pytest.fail(f"nobody was told of {name}")


def test_names_of_monitors_have_the_width_of_their_page() -> None:
    with visited("/monitors/manage") as (_, page):
        name, row = (page.locator(which).first.bounding_box() for which in (".states td.wide", ".states tr"))
        assert name
        assert row
        assert name["width"] > 0.7 * row["width"]


def test_words_are_completed_while_a_query_is_written_and_it_is_drawn() -> None:
    with visited("/metric/explorer") as (_, page):
        field = page.get_by_role("combobox", name="Query")
        field.press_sequentially("max:que")
        page.get_by_role("option", name="queue.length").wait_for()
        field.press("Tab")
        field.press_sequentially("{env:")
        page.get_by_role("option", name="env:prod").wait_for()
        field.press("ArrowDown")
        field.press("Enter")
        field.press_sequentially("}")
        assert field.input_value() == "max:queue.length{env:prod}"
        field.press("Escape")
        field.press("Enter")
        expect(page.locator(".plotted .u-over")).to_be_visible()


def test_a_query_that_cannot_be_read_shows_the_place() -> None:
    with visited("/metric/explorer?exp_query=max:queue.length{env:prod") as (_, page):
        expect(page.locator(".caret")).to_contain_text("^")


def test_names_that_mean_harm_are_shown_and_do_none() -> None:
    with running() as server, opened() as page:
        page.on("dialog", lambda dialog: pytest.fail(f"somebody ran {dialog.message}"))
        addresses = [address for text in HOSTILE for address in named(server, text)]
        for path in (*addresses, "/", "/dashboard/lists", "/monitors/manage", "/notifications?all=1"):
            page.goto(server.url + path)
            page.wait_for_load_state("networkidle")
            assert page.locator("script:not([src])").count() == 0
            assert page.locator("[onerror], a[href^='javascript']").count() == 0
            for graph in page.locator(".plotted .u-over").all():
                graph.hover()


def named(server: Running, text: str) -> list[str]:
    """The addresses of a dashboard and a monitor whose every name is a text, as much of it as a name may have."""
    short = text[:200]
    report(server, 9, tags=("env:prod", f"host:{short}"))
    id = watch(server, name=short, message=f"{text} @slack-post", tags=[*TAGS, f"feature:{short}"])
    note = {"type": "note", "content": text}
    graph = {"type": "timeseries", "title": text, "requests": [{"q": "max:queue.length{*} by {host}"}]}
    return [board(server, note, graph, title=short, description=text), f"/monitors/{id}"]


PAGES = [
    "/",
    "/features/mail",
    "/dashboard/lists",
    "/monitors/manage",
    "/notifications",
    "/metric/explorer?exp_query=x",
]


def rare(server: Running) -> str:
    """The address of a dashboard of what other pages of these tests do not have."""
    query = {"numerator": "sum:good{*}.as_count()", "denominator": "sum:all{*}.as_count()"}
    thresholds = [{"timeframe": "7d", "target": 99}]
    ask(server, "/api/v1/slo", {"type": "metric", "name": "mail", "query": query, "thresholds": thresholds})
    listing = {"request_type": "slo_list", "query": {"query_string": "*"}}
    vivid = [f"vivid_{name}" for name in ("blue", "green", "orange", "pink", "purple", "yellow")]
    groups = [
        {"type": "group", "title": name, "background_color": name, "widgets": []}
        for name in (*vivid, "blue", "green", "orange", "pink", "gray")
    ]
    definitions = [
        {"type": "sunburst", "title": "Pie", "requests": [{"q": "sum:queue.length{*} by {env}"}]},
        {"type": "slo_list", "title": "SLOs", "requests": [listing]},
        {"type": "brand_new", "title": "New"},
        *groups,
    ]
    tabs = [{"name": name, "widget_ids": ["@1"]} for name in ("One", "Two")]
    return board(server, *definitions, title="Rare", tabs=tabs)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_machines_that_read_pages_aloud_find_no_serious_fault(dark: bool) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    with visited(dark=dark) as (server, page):
        monitor = ask(server, "/api/v1/monitor")[0]["id"]
        for path in (*PAGES, f"/monitors/{monitor}", rare(server)):
            page.goto(server.url + path)
            page.wait_for_load_state("networkidle")
            page.evaluate(axe)
            found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})")
            faults = [
                (path, each["id"], each["nodes"][0]["html"][:200])
                for each in found["violations"]
                if each["impact"] in ("serious", "critical")
            ]
            assert faults == []


def test_a_phone_shows_every_page_without_scrolling_sideways() -> None:
    with visited(width=390) as (server, page):
        for path in PAGES:
            page.goto(server.url + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_phone_shows_lists_as_high_as_what_is_in_them() -> None:
    with running() as server, opened(390) as page:
        for number in range(6):
            watch(server, name=f"mail {number}")
        states = {"type": "manage_status", "title": "Monitors", "query": "tag:(feature:mail)"}
        page.goto(server.url + board(server, states))
        last = page.locator(".states tr").last.bounding_box()
        place = page.locator(".states").bounding_box()
        assert last
        assert place
        assert last["y"] + last["height"] <= place["y"] + place["height"] + 1


def test_a_phone_shows_all_of_a_feature_without_scrolling_sideways() -> None:
    with visited("/", width=390) as (_, page):
        row = page.locator(".features tbody tr").first
        expect(row).to_contain_text("mail")
        for cell in row.locator("> *").all():
            place = cell.bounding_box()
            assert place
            assert place["x"] + place["width"] <= 390


def test_everything_is_reached_with_the_keyboard() -> None:
    with visited() as (server, page):
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.url}/dashboard/lists")
