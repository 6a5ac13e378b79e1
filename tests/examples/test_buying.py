"""Orders of the sample shop, and what they say of their feature."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import HTTPException

from dogwatch.instrument import track
from dogwatch.instrument.testing import RecordedMetrics
from examples.shop import store


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    store.fill(tmp_path, seed=1)
    with store.database(tmp_path) as db:
        yield db


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("SHOP_PAYMENTS", "http://127.0.0.1:1")
    from examples.shop import buying

    return buying.place


def test_an_order_takes_what_is_in_the_cart_from_the_stock(db: sqlite3.Connection, place: Callable[..., Any]) -> None:
    price, stock = db.execute("select price, stock from products where id = 7").fetchone()
    db.execute("insert into carts values ('visit', 7, 2)")
    order, total = place(db, "visit", 1)
    assert total == 2 * price
    assert db.execute("select stock from products where id = 7").fetchone()["stock"] == stock - 2
    assert [tuple(row) for row in db.execute("select * from order_items where order_id = ?", (order,))] == [
        (order, 7, 2)
    ]


def test_what_is_sold_out_is_an_error_of_the_checkout(
    db: sqlite3.Connection, place: Callable[..., Any], recorded_metrics: RecordedMetrics
) -> None:
    db.execute("insert into carts values ('visit', 7, 1000000)")
    with pytest.raises(HTTPException, match="sold out"), track("checkout", expected=(HTTPException,)):
        place(db, "visit", 1)
    assert recorded_metrics.count("feature.hits", feature="checkout", outcome="error", error_type="sold_out") == 1


def test_the_same_seed_makes_the_same_shop(tmp_path: Path) -> None:
    dumps = []
    for folder, seed in (("one", 5), ("other", 5), ("third", 6)):
        (tmp_path / folder).mkdir()
        store.fill(tmp_path / folder, seed)
        with store.database(tmp_path / folder) as db:
            dumps.append(list(db.iterdump()))
    assert dumps[0] == dumps[1] != dumps[2]
