"""A finished site, looked at as a browser would: what its pages name is there, and no other host is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser fetches by itself, unlike a link that somebody has to follow.
_FETCHED = {
    ("img", "src"),
    ("script", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("video", "src"),
    ("object", "data"),
}
_STYLES = re.compile(r"(?:@import\s*[\"']|url\(\s*[\"']?)(?:https?:)?//[^)\"']+", re.IGNORECASE)


def faults(site: Path) -> list[str]:
    """A sentence for everything that is missing or would be fetched elsewhere."""
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    said = [fault for path, page in pages.items() for fault in _of(path, page, pages, site)]
    for path in sorted(site.rglob("*.css")):
        found = _STYLES.findall(path.read_text(encoding="utf-8"))
        said += [f"{path.relative_to(site)} asks another host: {address}" for address in found]
    return said


class _Page(HTMLParser):
    """What a page names, and what can be named in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.fetched: list[str] = []
        self.linked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        self.fetched += [given[name] for kind, name in _FETCHED if kind == tag and name in given]
        # Pictures for several widths: each is an address, and what it is for.
        self.fetched += [picture.split()[0] for picture in given.get("srcset", "").split(",") if picture.strip()]
        if "href" in given:
            (self.fetched if tag == "link" else self.linked).append(given["href"])


def _of(path: Path, page: _Page, pages: dict[Path, _Page], site: Path) -> Iterator[str]:
    here = path.relative_to(site)
    for address in page.fetched:
        if urlsplit(address).netloc:
            yield f"{here} asks another host: {address}"
    for address in [*page.fetched, *page.linked]:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        # What is served for an address that is no page's stands anywhere, so its own names begin at the top.
        folder = site if parts.path.startswith("/") else path.parent
        target = (folder / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            yield f"{here} names what is not there: {address}"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"{here} names a place that is not there: {address}"
