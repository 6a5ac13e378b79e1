from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.finished import faults

GOOD = '<link href="a.css"><h1 id="top">A</h1><a href="#top">a</a><a href="https://example.com/x">elsewhere</a>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text(GOOD)
    (tmp_path / "a.css").write_text("b { background: url(a.png) url(data:image/png;base64,//8=) }")
    return tmp_path


def test_a_good_site_has_no_faults(site: Path) -> None:
    assert faults(site) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('<img src="a.png">', "index.html names what is not there: a.png"),
        ('<source srcset="a.css 1x, b.svg 2x">', "index.html names what is not there: b.svg"),
        ('<a href="b/">b</a>', "index.html names what is not there: b/"),
        ('<a href="#end">b</a>', "index.html names a place that is not there: #end"),
        ('<script src="https://cdn.example.com/a.js">', "index.html asks another host: https://cdn.example.com/a.js"),
        ('<link href="//fonts.example.com/a">', "index.html asks another host: //fonts.example.com/a"),
    ],
)
def test_a_fault_of_a_page_is_named(site: Path, written: str, said: str) -> None:
    (site / "index.html").write_text(GOOD + written)
    assert faults(site) == [said]


@pytest.mark.parametrize("style", ['@import "https://x.example.com/a"', "b { src: url('//x.example.com/a.woff2') }"])
def test_a_style_that_asks_another_host_is_named(site: Path, style: str) -> None:
    (site / "a.css").write_text(style)
    [fault] = faults(site)
    assert fault.startswith("a.css asks another host: ")
