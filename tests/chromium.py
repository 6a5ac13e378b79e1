"""A real browser that a test drives: it points, types and waits as people do; skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser import NAMES

# Chromium asks hosts of its own makers unless it is told not to; no machine of a test reaches them.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


_started: list[tuple[Playwright, Browser]] = []


@contextmanager
def opened(width: int = 1280, height: int = 900, *, dark: bool = False) -> Iterator[Page]:
    """A page of somebody who has opened none before. At the end: it must have said no error, and asked no other host.

    The browser goes on for the next page, until `close`.
    """
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser is here: none of {', '.join(NAMES)} is on the path")
    wrong: list[str] = []
    with _chromium(program).new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    ) as person:
        page = person.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda sent: None if "//127.0.0.1:" in sent.url or sent.url.startswith("data:") else wrong.append(sent.url),
        )
        yield page
    assert wrong == []


def _chromium(program: str) -> Browser:
    if not _started:
        playwright = sync_playwright().start()
        _started.append((playwright, playwright.chromium.launch(executable_path=program, args=QUIET)))
    return _started[0][1]


def close() -> None:
    """Ends the browser, if one was started: as long as it goes on, nothing else can use asyncio in this thread."""
    while _started:
        playwright, chromium = _started.pop()
        chromium.close()
        playwright.stop()
