"""`python -m tests.bench browser`: pages as people meet them, in a headless Chromium on the same machine.

A dashboard of twenty graphs shows four hours of data that the embedded Datadog holds. Cold is a fresh profile with an
empty cache, warm the same browser once more; both end when the last graph is drawn, as the page itself sees it. An
update is new values that come while the page is open. What the browser needs to start is no part of it.
"""

from __future__ import annotations

import http.client
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.catalogs import large_catalog
from tests.bench.processes import embedded_process, processor_of, python, timed, timed_start
from tests.browser import NAMES
from tests.chromium import QUIET

Row = tuple[str, str, str, str]

_RUNS = 5
_ANSWERS = 30
_MINUTES = 240
_GRAPHS, _MANY = 20, 50
_HOSTS = ("a", "b", "c")
_FEATURES = 100

# Watches from the first moment: tasks that keep the page from answering, and when the last graph stood.
_WATCH = """
window.seen = {tasks: [], drawn: 0};
window.seen.done = new Promise((done) => { window.seen.finish = done; });
new PerformanceObserver((list) => window.seen.tasks.push(...list.getEntries().map((each) => each.duration)))
  .observe({type: "longtask", buffered: true});
const look = () => {
  const places = document.querySelectorAll("[data-plot]");
  const done = places.length && [...places].every((each) => each.querySelector("canvas"));
  if (done && document.readyState !== "loading") {
    window.seen.drawn = performance.now();
    window.seen.finish();
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
_TOLD = """async () => {
  await seen.done;
  const way = performance.getEntriesByType("navigation")[0], files = performance.getEntriesByType("resource");
  return {
    drawn: seen.drawn, tasks: seen.tasks, server: way.responseStart - way.requestStart,
    read: way.responseEnd - way.responseStart, parsed: way.domInteractive - way.responseEnd,
    bytes: way.transferSize + files.reduce((sum, each) => sum + each.transferSize, 0),
  };
}"""
# One round of what the page does by itself every ten seconds, with what came meanwhile.
_UPDATED = """async () => {
  seen.tasks.length = 0;
  const began = performance.now();
  await refresh();
  const asked = performance.now();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return {whole: performance.now() - began, tasks: seen.tasks, after: performance.now() - asked};
}"""


@dataclass(frozen=True)
class Seen:
    """What a visit took, in milliseconds and bytes; `tasks` are those that took more than 50 ms.

    `thread` and `script` are processor time of the page's thread, and of that of scripts.
    """

    drawn: float
    server: float
    read: float
    parsed: float
    thread: float
    script: float
    bytes: int
    tasks: tuple[float, ...]


def rows() -> Iterator[Row]:
    """The rows of the table: what, goal, best, median."""
    yield from _pages_of_features()
    yield from _up()
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        yield f"in a browser: none of {', '.join(NAMES)} is on the path", "", "", ""
        return
    with embedded_process("0s") as (url, pid), sync_playwright() as playwright:
        _report(url, range(1, _MINUTES + 1))
        paths = {count: _board(url, count) for count in (_GRAPHS, _MANY)}
        yield from _on_the_server(url, paths[_GRAPHS], pid)
        with _opened(playwright, program) as browser:
            yield from _visits(browser, url + paths[_GRAPHS], playwright, program)
            yield from _many(browser, url + paths[_MANY])
            yield from _updates(browser, url, url + paths[_GRAPHS])


def table() -> None:
    """Prints the figures."""
    print(f"Pages in headless Chromium; {os.cpu_count()} cores, load when this began {os.getloadavg()[0]:.1f}.\n")
    print(f"{'what':<66} {'goal':>8} {'best':>9} {'median':>9}")
    for what, goal, best, median in rows():
        print(f"{what:<66} {goal:>8} {best:>9} {median:>9}", flush=True)
    print(f"\nLoad at the end {os.getloadavg()[0]:.1f}; the browser and the server share these cores.")


@contextmanager
def _opened(playwright: Any, program: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=program, args=QUIET)
    try:
        yield browser
    finally:
        browser.close()


def _page(browser: Browser) -> Page:
    """A page with a profile of its own."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(_WATCH)
    page.set_default_timeout(30_000)
    return page


def _visit(page: Page, address: str) -> Seen:
    session = page.context.new_cdp_session(page)
    # On the clock of the page's thread, which stands still while others have the processor.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _metrics(session)
    page.goto(address)
    told = page.evaluate(_TOLD)
    after = _metrics(session)
    session.detach()
    thread, script = (1000 * (after[name] - before[name]) for name in ("TaskDuration", "ScriptDuration"))
    times = (told[name] for name in ("drawn", "server", "read", "parsed"))
    return Seen(*times, thread, script, told["bytes"], tuple(told["tasks"]))


def _metrics(session: CDPSession) -> dict[str, float]:
    return {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}


def _visits(browser: Browser, address: str, playwright: Any, program: str) -> Iterator[Row]:
    cold, warm = [], []
    for _ in range(_RUNS):
        # A new process, so that neither fonts nor scripts are at hand.
        with _opened(playwright, program) as fresh:
            page = _page(fresh)
            cold.append(_visit(page, address))
            warm += [_visit(page, address) for _ in range(2)]
    what = f"{_GRAPHS} graphs over 4 h"
    yield _row(f"{what}, cold: until the last is drawn", "600 ms", [each.drawn for each in cold])
    yield from _inside(cold)
    yield _row(f"{what}, warm", "300 ms", [each.drawn for each in warm])
    yield from _inside(warm)


def _inside(seen: list[Seen]) -> Iterator[Row]:
    yield _row("  of that the answer of the server", "", [each.server for each in seen])
    yield _row("  of that to transfer and to parse the page", "", [each.read + each.parsed for each in seen])
    rest = [each.drawn - each.server - each.read - each.parsed for each in seen]
    yield _row("  of that scripts, drawing, and the browser", "", rest)
    yield _row("  processor time of the page's thread", "", [each.thread for each in seen])
    yield _row("    of that scripts", "", [each.script for each in seen])
    yield _row("  longest task", "", [max(each.tasks, default=0.0) for each in seen])
    yield "  bytes that came", "", f"{min(each.bytes for each in seen) / 1000:.0f} kB", ""


def _many(browser: Browser, address: str) -> Iterator[Row]:
    page = _page(browser)
    seen = [_visit(page, address) for _ in range(3)]
    yield _row(f"{_MANY} graphs, warm: until the last is drawn", "", [each.drawn for each in seen])
    yield _row("  longest task", "", [max(each.tasks, default=0.0) for each in seen])
    answers = []
    place = page.locator("[data-plot]").first
    place.focus()
    for _ in range(_RUNS):
        began = time.perf_counter()
        place.press("ArrowLeft")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        answers.append((time.perf_counter() - began) * 1000)
    yield _row("  a key moves the cursor of all of them", "100 ms", answers)
    page.context.close()


def _updates(browser: Browser, url: str, address: str) -> Iterator[Row]:
    page = _page(browser)
    _visit(page, address)
    whole, each_graph, longest = [], [], []
    for number in range(_RUNS):
        _report(url, range(1), 100.0 + number)
        told = page.evaluate(_UPDATED)
        whole.append(told["whole"])
        longest.append(max(told["tasks"], default=0.0))
        each_graph.append(told["whole"] / _GRAPHS)
    yield _row("new values in all graphs, asked for and drawn", "", whole)
    yield _row("  for each graph", "50 ms", each_graph)
    yield _row("  longest task", "50 ms", longest)
    page.context.close()


def _on_the_server(url: str, path: str, pid: int) -> Iterator[Row]:
    """The page as the server gives it, without a browser."""
    taken, size = [], 0
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    spent = processor_of(pid)
    for _ in range(_ANSWERS):
        began = time.perf_counter()
        connection.request("GET", path)
        size = len(connection.getresponse().read())
        taken.append((time.perf_counter() - began) * 1000)
    connection.close()
    yield _row(f"the page of {_GRAPHS} graphs from the server, {size / 1000:.0f} kB", "", taken[1:])
    after = processor_of(pid)
    if spent is not None and after is not None:
        yield "  processor time of the server", "", "", _shown((after - spent) / _ANSWERS * 1000)


def _up() -> Iterator[Row]:
    """From the start of the process until it says where it answers."""
    yield _row("dogwatch up answers", "1 s", [each * 1000 for each in timed_start(_RUNS)])


def _pages_of_features() -> Iterator[Row]:
    """`dogwatch docs` for many features, each with a picture of its page: for the first time, and then again."""
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as made:
        folder = Path(made)
        large_catalog(_FEATURES, folder)

        def docs(*more: str) -> None:
            python("-m", "dogwatch", "docs", *more, folder=folder)

        first = timed(docs, 1)
        yield _row(f"docs of {_FEATURES} features, with pictures that are there", "10 s", _ms(timed(docs, 3).seconds))
        yield _row("  --check", "", _ms(timed(lambda: docs("--check"), 3).seconds))
        yield _row("  for the first time, all pictures drawn", "", _ms(first.seconds))


def _ms(seconds: Any) -> list[float]:
    return [each * 1000 for each in seconds]


def _row(what: str, goal: str, milliseconds: list[float]) -> Row:
    return what, goal, _shown(min(milliseconds)), _shown(statistics.median(milliseconds))


def _shown(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.2f} s"


def _ask(url: str, path: str, body: object) -> Any:
    connection = http.client.HTTPConnection(url.removeprefix("http://"))
    headers = {"DD-API-KEY": "local", "DD-APPLICATION-KEY": "local", "Content-Type": "application/json"}
    connection.request("POST", path, json.dumps(body), headers)
    answer = connection.getresponse()
    read = json.loads(answer.read())
    connection.close()
    if answer.status >= 300:
        raise SystemExit(f"{path}: {answer.status} {read}")
    return read


def _report(url: str, ago: range, value: float = 1.0) -> None:
    """Values of every metric and host, so many minutes ago."""
    now = int(time.time())
    series = [
        {
            "metric": f"bench.load{number}",
            "type": "gauge",
            "points": [[now - 60 * minutes, value + (minutes * (number + 3) + place * 7) % 23] for minutes in ago],
            "tags": ["env:prod", f"host:{host}"],
        }
        for number in range(_GRAPHS)
        for place, host in enumerate(_HOSTS)
    ]
    _ask(url, "/api/v1/series", {"series": series})


def _board(url: str, graphs: int) -> str:
    """The path of a dashboard of so many graphs, each of three lines over four hours."""
    widgets = [
        {
            "definition": {
                "type": "timeseries",
                "title": f"Load {number}",
                "requests": [{"q": f"avg:bench.load{number % _GRAPHS}{{*}} by {{host}}", "display_type": "line"}],
            },
            "layout": {"x": 4 * (number % 3), "y": 3 * (number // 3), "width": 4, "height": 3},
        }
        for number in range(graphs)
    ]
    body = {"title": f"{graphs} graphs", "layout_type": "ordered", "reflow_type": "fixed", "widgets": widgets}
    return f"{_ask(url, '/api/v1/dashboard', body)['url']}?span=4h"
