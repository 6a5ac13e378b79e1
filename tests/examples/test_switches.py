from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from examples.shop import store, switches
from examples.shop.load import Report, Visitor
from examples.shop.switches import MIB, Switches


def test_a_bank_leaves_open_what_the_switch_says_and_a_little_on_any_day() -> None:
    assert Switches().leaves_open("north") == 0.01
    assert Switches(calm=True).leaves_open("north") == 0
    silent = Switches(silent={"north": 0.6}, calm=True)
    assert (silent.leaves_open("north"), silent.leaves_open("south")) == (0.6, 0)


def test_a_call_keeps_what_the_switch_says() -> None:
    assert Switches(keeps={"payment": 20}).kept_by("payment") == (20 * MIB, 640 * MIB)
    assert Switches(leak=True).kept_by("recommendations") == (MIB, 256 * MIB)
    assert Switches(leak=True).kept_by("payment") == (0, 0)


def test_a_process_keeps_no_more_than_the_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[bytearray] = []
    monkeypatch.setattr(switches, "_leaked", kept)
    monkeypatch.setattr(switches, "KEPT_AT_MOST", 3 * MIB)
    monkeypatch.setenv("SHOP_FOLDER", str(tmp_path))
    Switches(keeps={"payment": 2}).write(tmp_path)
    for feature in ("payment", "search", "payment", "payment"):
        assert not switches.breaks(feature)
    assert [len(each) for each in kept] == [2 * MIB]


def test_on_a_calm_day_nothing_sells_out(tmp_path: Path) -> None:
    def scarce(*, sells_out: bool) -> int:
        folder = tmp_path / str(sells_out)
        folder.mkdir()
        store.fill(folder, 1, sells_out=sells_out)
        with store.database(folder) as db:
            return int(db.execute("select count(*) from products where stock < 1000").fetchone()[0])

    assert scarce(sells_out=True) > 0
    assert scarce(sells_out=False) == 0


def visited(folder: Path, now: Switches) -> list[str]:
    """What thirty people ask for, where the search finds one product."""
    now.write(folder)
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url.raw_path.decode()).partition("words")[0])
        return httpx.Response(200, json=[{"id": 7, "state": "sent"}])

    chance = random.Random(1)
    with closing(httpx.Client(transport=httpx.MockTransport(answer), base_url="http://shop")) as http:
        for _ in range(30):
            Visitor(http, folder, Report(), chance).visit()
    return asked


def test_nobody_searches_where_there_is_no_box(tmp_path: Path) -> None:
    assert any(path.startswith("/search") for path in visited(tmp_path, Switches()))
    unsearched = visited(tmp_path, Switches(unsearched=True))
    assert not any(path.startswith("/search") for path in unsearched)
    assert any(path.startswith("/products/") for path in unsearched)


def test_an_action_that_is_switched_off_is_taken_by_nobody(tmp_path: Path) -> None:
    def opened(asked: list[str]) -> int:
        return sum(path.endswith("seen_in=search") for path in asked)

    assert opened(visited(tmp_path, Switches())) > 10
    unclicked = visited(tmp_path, Switches(unclicked=["open_result"]))
    assert opened(unclicked) == 0
    assert "/cart/items" in unclicked
