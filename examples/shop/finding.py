"""Finding something: the search, the page of a product, and what goes with it."""

from __future__ import annotations

import sqlite3
import time
from functools import cache
from typing import Any

from fastapi import APIRouter, HTTPException

from dogwatch.instrument import interaction

from .metrics import statsd
from .sessions import Session
from .store import database

routes = APIRouter()
REBUILT_AFTER = 5.0


class SearchIndex:
    """Which products have a word in their name, made again after a while."""

    def __init__(self) -> None:
        self.made_at = float("-inf")
        self.products: dict[str, set[int]] = {}

    def find(self, words: str) -> list[int]:
        if time.monotonic() - self.made_at > REBUILT_AFTER:
            self.make()
        statsd.gauge("shop.index.age", time.monotonic() - self.made_at)
        found = [self.products.get(word, set()) for word in words.lower().split()]
        return sorted(set.intersection(*found))[:20] if found else []

    def make(self) -> None:
        products: dict[str, set[int]] = {}
        with database() as db:
            for id, name in db.execute("select id, name from products where stock > 0"):
                for word in name.split():
                    products.setdefault(word, set()).add(id)
        self.products, self.made_at = products, time.monotonic()


index = SearchIndex()


@routes.get("/search")
def search(words: str) -> list[dict[str, Any]]:
    with database() as db:
        return [product(db, id) for id in index.find(words)]


@routes.get("/products/{id}")
def product_page(id: int, session: Session, seen_in: str | None = None) -> dict[str, Any]:
    # The click was made on another page, so it is said of which feature it is.
    if seen_in == "search":
        interaction("open_result", user=session, feature="search")
    elif seen_in == "recommendations":
        interaction("open_recommendation", user=session, feature="recommendations")
    with database() as db:
        return product(db, id)


@routes.get("/products/{id}/recommendations")
def recommendations(id: int) -> list[dict[str, Any]]:
    with database() as db:
        return [product(db, other) for other in bought_together().get(id, [])[:4]]


def product(db: sqlite3.Connection, id: int) -> dict[str, Any]:
    row = db.execute("select * from products where id = ?", (id,)).fetchone()
    if row is None:
        raise HTTPException(404, "no such product")
    return dict(row)


@cache
def bought_together() -> dict[int, list[int]]:
    """For each product others that were in the same orders; held in memory as long as the service runs."""
    pairs: dict[int, list[int]] = {}
    with database() as db:
        for one, other in db.execute(
            "select a.product, b.product from order_items a join order_items b using (order_id)"
            " where a.product != b.product group by 1, 2 order by count(*) desc"
        ):
            pairs.setdefault(one, []).append(other)
    return pairs
