from __future__ import annotations

import json
from pathlib import Path
from urllib.request import Request, urlopen
from xml.etree.ElementTree import fromstring

import pytest

from dogwatch.local.server import running
from tests.cli.command import dogwatch, shop

PAGE = """
from dogwatch import feature_page

page = feature_page(checkout)
catalog = Catalog("shop", namespaces=[])
"""
NOBODY = {"DATADOG_HOST": "http://127.0.0.1:9"}


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return shop(tmp_path, '\ncatalog = Catalog("shop", namespaces=[])\n', PAGE)


def test_draws_a_page_with_made_up_values_and_says_so(catalog: Path) -> None:
    ended = dogwatch(catalog, "preview", "checkout/page", "--html", "page.html", env=NOBODY)
    assert (ended.returncode, ended.stdout) == (0, "page.html: checkout, with made-up values\n")
    text = (catalog / "page.html").read_text(encoding="utf-8")
    assert "The values on this page are made up" in text
    assert text.count("<path") > 50


def test_draws_what_an_embedded_datadog_has_measured(catalog: Path) -> None:
    with running() as server:
        points = {"series": [{"metric": "feature.hits", "type": "count", "points": [[1, 1]], "tags": []}]}
        headers = {"DD-API-KEY": server.keys.api}
        urlopen(Request(f"{server.url}/api/v1/series", json.dumps(points).encode(), headers)).close()
        ended = dogwatch(catalog, "preview", "checkout", "--html", "page.html", "--from", server.url)
        found = dogwatch(catalog, "preview", "checkout", "--html", "found.html", url=server.url)
    assert ended.stdout == f"page.html: checkout, with what {server.url} has measured\n"
    assert found.stdout == f"found.html: checkout, with what {server.url} has measured\n"
    assert "made up" not in (catalog / "page.html").read_text(encoding="utf-8")


def test_draws_the_same_as_a_picture(catalog: Path) -> None:
    ended = dogwatch(catalog, "preview", "checkout", "--svg", "page.svg", "--html", "page.html", "--made-up")
    said = ["page.html: checkout, with made-up values", "page.svg: checkout, with made-up values"]
    assert (ended.returncode, ended.stdout.splitlines()) == (0, said)
    root = fromstring((catalog / "page.svg").read_bytes())
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"checkout", "Response time", "p95"} <= set(texts)
    assert any("The values on this page are made up" in text for text in texts)


def test_draws_a_picture_of_what_an_embedded_datadog_has_measured(catalog: Path) -> None:
    with running() as server:
        ended = dogwatch(catalog, "preview", "checkout", "--svg", "page.svg", "--from", server.url)
    assert ended.stdout == f"page.svg: checkout, with what {server.url} has measured\n"
    assert "made up" not in (catalog / "page.svg").read_text(encoding="utf-8")


def test_asks_what_to_write(catalog: Path) -> None:
    ended = dogwatch(catalog, "preview", "checkout", "--made-up")
    said = "say what to write: --html FILE, --svg FILE or --png FILE, or several of them\n"
    assert (ended.returncode, ended.stderr) == (2, said)


def test_a_png_without_a_browser_is_refused_by_name(catalog: Path) -> None:
    ended = dogwatch(catalog, "preview", "checkout", "--svg", "a.svg", "--png", "a.png", env={"PATH": str(catalog)})
    assert ended.returncode == 2
    assert ended.stderr.startswith("no browser is here to make a PNG: none of chromium, chromium-browser, ")
    assert not (catalog / "a.svg").exists()


def test_shows_the_span_and_the_variables_that_are_asked_for(catalog: Path) -> None:
    arguments = ["--span", "4h", "--var", "env=staging", "--var", "env=prod"]
    dogwatch(catalog, "preview", "checkout", "--html", "page.html", "--made-up", *arguments)
    text = (catalog / "page.html").read_text(encoding="utf-8")
    assert "$env = staging, prod" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekout"], "the catalog has no dashboard 'chekout'; did you mean 'checkout'?\n"),
        (["nothing-like-it"], "the catalog has no dashboard 'nothing-like-it'; it has shop/checkout/page\n"),
        (["checkout", "--span", "soon"], "'soon' is no span of time; write one such as 15m, 4h, 1d or 1w\n"),
        (["checkout", "--var", "env"], "--var env gives no value; write it as in --var env=prod\n"),
        (["checkout", "--var", "emv=prod"], "the dashboard has no variable 'emv'; did you mean 'env'?\n"),
        (
            ["checkout", "--from", "https://api.datadoghq.com"],
            "https://api.datadoghq.com is no address of an embedded Datadog; write one such as http://127.0.0.1:8127\n",
        ),
        (
            ["checkout", "--from", "http://127.0.0.1:9"],
            "no embedded Datadog answers at http://127.0.0.1:9; start it with dogwatch up, or leave --from out\n",
        ),
        (
            ["checkout", "--from", "http://127.0.0.1:9", "--made-up"],
            "--from names who is asked, and --made-up that nobody is; write one of the two\n",
        ),
    ],
)
def test_says_what_is_wrong_and_writes_nothing(catalog: Path, arguments: list[str], said: str) -> None:
    ended = dogwatch(catalog, "preview", *arguments, "--html", "page.html", env=NOBODY)
    assert (ended.returncode, ended.stderr) == (2, said)
    assert not (catalog / "page.html").exists()


def test_a_file_that_cannot_be_written_is_one_line(catalog: Path) -> None:
    ended = dogwatch(catalog, "preview", "checkout", "--html", "no/page.html", "--made-up")
    assert (ended.returncode, ended.stderr) == (2, "no/page.html: No such file or directory\n")


def test_a_catalog_without_dashboards_says_so(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "preview", "checkout", "--html", "page.html", "--made-up")
    assert ended.returncode == 2
    assert ended.stderr == "the catalog shop declares no dashboard\n"
