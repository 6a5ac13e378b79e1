"""The site is built as `make site` does, and what it shows is what the repository's Markdown says."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.chromium import opened
from tests.site.build import Faulty, build
from tests.site.pages import ROOT, sources

COUNTED = {"li", "pre", "tr", "h2", "h3", "details", "strong", "em", "ol", "img"}


class Shown(HTMLParser):
    """The words of a page, and how many there are of each of its parts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: Counter[str] = Counter()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts[tag] += tag in COUNTED

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    assert build(ROOT, folder) == len(sources())
    return folder / "site"


def test_pages_show_what_github_would_show(site: Path) -> None:
    """The same words, lists, tables, code and headings as by CommonMark, which GitHub's dialect extends."""
    github = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for source, page in sources().items():
        theirs = Shown(github.render((ROOT / source).read_text(encoding="utf-8")))
        whole = (site / page).with_suffix(".html").read_text(encoding="utf-8")
        ours = Shown(whole[whole.index("<article") : whole.index("</article>")])
        assert +ours.parts == +theirs.parts, source
        assert "".join(ours.words.replace("¶", "").split()) == "".join(theirs.words.split()), source


def test_a_reader_finds_and_nobody_elsewhere_is_asked(site: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with opened() as page:
                page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
                page.keyboard.press("Control+K")
                page.keyboard.type("burn rate")
                page.get_by_role("link").filter(has_text="Glossary").first.click()
                page.wait_for_url("**/glossary.html*")
        finally:
            server.shutdown()


def copied(folder: Path) -> Path:
    """This repository with pages of its own, to be spoiled."""
    for path in ROOT.iterdir():
        if path.name not in (".git", ".venv", "build", "docs"):
            (folder / path.name).symlink_to(path)
    shutil.copytree(ROOT / "docs", folder / "docs")
    return folder


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ("[a](guide/ci.md#no-such-place)", "anchor does not exist"),
        ("[a](guide/no-such-page.md)", "docs/glossary.md: nothing is at docs/guide/no-such-page.md, which it links"),
        # Where GitHub has the anchor is no fault.
        (
            '## One – two\n\n[a](#one--two) <img src="https://example.com/a.png">',
            "glossary.html asks another host: https://example.com/a.png",
        ),
    ],
)
def test_a_site_with_a_fault_is_none(spoiled: str, said: str, tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "docs" / "glossary.md").write_text(f"# Glossary\n\n{spoiled}\n")
    with pytest.raises(Faulty) as raised:
        build(root, tmp_path / "build")
    assert said in str(raised.value)
