from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests.reported import running_with_durations as running

from .command import dogwatch, shop

PAGE = """
from dogwatch import Dashboard, widgets

graph = widgets.timeseries("Calls", "sum:page.hits{env:prod}.as_count()")
board = Dashboard("board", team=payments, title="The board", widgets=[graph, widgets.note("Read this")])
catalog = Catalog("shop", namespaces=[])
"""
WITHOUT_BROWSER = {"PATH": "/nowhere"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan that changes a note of a dashboard, and nothing else in it that could be asked."""
    catalog, folder = tmp_path_factory.mktemp("catalog"), tmp_path_factory.mktemp("planned")
    with running() as server:
        shop(catalog, '\ncatalog = Catalog("shop", namespaces=[])\n', PAGE)
        assert dogwatch(catalog, "apply", "--local", "--yes", url=server.url).returncode == 0
        shop(catalog, '\ncatalog = Catalog("shop", namespaces=[])\n', PAGE.replace("Read this", "Read <b>that</b>"))
        file = str(folder / "plan.json")
        ended = dogwatch(catalog, "plan", "--local", "--out", file, url=server.url)
        assert "1 to update" in ended.stdout
    return folder


def drawn(folder: Path, *arguments: str, **env: str) -> Any:
    return dogwatch(folder, "preview", "--plan", "plan.json", *arguments, env={**WITHOUT_BROWSER, **env})


def test_a_dashboard_that_changes_is_drawn_before_and_after(planned: Path) -> None:
    ended = drawn(planned, "--out", "pictures")
    said = "pictures/index.html: 1 dashboard before and after, no PNG without a browser\n"
    assert (ended.stderr, ended.stdout) == ("", said)
    folder = planned / "pictures"
    assert sorted(each.name for each in folder.iterdir()) == [
        "001-shop-board.html",
        "001-shop-board.svg",
        "index.html",
    ]
    root = fromstring((folder / "001-shop-board.svg").read_bytes())
    texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert {"Before", "After", "Read this", "Read <b>that</b>"} <= set(texts)
    assert texts.count("The board") == 2
    assert len([each for each in root.iter(f"{SVG}rect") if each.get("class") == "changed"]) == 2
    assert "1 widget new or otherwise, 1 no longer so" in (folder / "index.html").read_text()


def test_both_sides_have_the_same_values(planned: Path) -> None:
    drawn(planned, "--out", "same")
    root = fromstring((planned / "same" / "001-shop-board.svg").read_bytes())
    lines = [each.get("d") for each in root.iter(f"{SVG}path") if "line series" in each.get("class", "")]
    before, after = lines[: len(lines) // 2], lines[len(lines) // 2 :]
    assert before == after
    assert max(len(each or "") for each in before) > 500


def test_a_page_loads_nothing_and_shows_the_picture_as_an_image(planned: Path) -> None:
    drawn(planned, "--out", "page")
    text = (planned / "page" / "001-shop-board.html").read_text()
    assert "default-src 'none'" in text
    assert "<script" not in text
    [encoded] = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', text)
    assert base64.b64decode(encoded) == (planned / "page" / "001-shop-board.svg").read_bytes()


def test_what_a_stranger_wrote_is_a_text_and_no_path(planned: Path, tmp_path: Path) -> None:
    plan = json.loads((planned / "plan.json").read_text())
    [row] = [row for row in plan["changes"] if row["kind"] == "dashboard"]
    row["body"]["title"] = "</title><script>alert(1)</script>"
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    assert drawn(tmp_path, "--out", "pictures").returncode == 0
    assert all("<script" not in each.read_text() for each in (tmp_path / "pictures").iterdir())
    row["key"] = "shop/../../evil"
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    ended = drawn(tmp_path, "--out", "evil")
    assert (ended.returncode, (tmp_path / "evil").exists()) == (2, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--plan", "plan.json"], "say where the pictures go: --out FOLDER\n"),
        (
            ["board", "--plan", "plan.json", "--out", "x"],
            "--plan says all that is drawn; beside it stand --out and --build alone\n",
        ),
        (["board", "--svg", "a.svg", "--out", "x"], "--out and --build go with --plan FILE\n"),
        ([], "name a dashboard, by its key or its title; or what a plan changes, with --plan FILE\n"),
    ],
)
def test_says_what_goes_together(planned: Path, arguments: list[str], said: str) -> None:
    ended = dogwatch(planned, "preview", *arguments)
    assert (ended.returncode, ended.stderr) == (2, said)
