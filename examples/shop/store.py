"""The shop's SQLite file: its tables, and the products, people and past orders that it begins with."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PRODUCTS, PEOPLE = 200, 40
ENOUGH = 100_000
SCHEMA = """
    create table products (id integer primary key, name text not null, price integer not null, stock integer not null);
    create table people (
        id integer primary key, name text not null unique,
        salt blob not null, password blob not null, passkey text not null, recovery text
    );
    create table sessions (id text primary key, person integer references people);
    create table carts (
        session text, product integer references products, quantity integer not null, primary key (session, product)
    );
    create table orders (
        id integer primary key, person integer not null references people, total integer not null, state text not null
    );
    create table order_items (
        order_id integer references orders, product integer references products, quantity integer not null
    );
"""
ADJECTIVES = ["blue", "folding", "heavy", "quiet", "round", "soft", "striped", "warm", "wooden", "yellow"]
NOUNS = ["bowl", "chair", "clock", "coat", "hat", "kettle", "lamp", "rug", "scarf", "shelf"]


@contextmanager
def database(folder: Path | None = None) -> Iterator[sqlite3.Connection]:
    """One transaction: what was written in it is kept when it ends, and forgotten when it raises."""
    file = (folder or Path(os.environ["SHOP_FOLDER"])) / "shop.db"
    with closing(sqlite3.connect(file, timeout=10)) as db, db:
        db.row_factory = sqlite3.Row
        yield db


def hashed(password: str, salt: bytes) -> bytes:
    # A real shop lets this take a quarter of a second on purpose; here many people log in on a small machine.
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 5_000)


def fill(folder: Path, seed: int, *, sells_out: bool = True) -> None:
    """Makes the file; the same seed makes the same shop."""
    chance = random.Random(seed)
    with database(folder) as db:
        db.execute("pragma journal_mode = wal")
        db.executescript(SCHEMA)
        db.executemany(
            "insert into products values (?, ?, ?, ?)",
            (_product(id, chance, 2 if sells_out else ENOUGH) for id in range(1, PRODUCTS + 1)),
        )
        db.executemany(
            "insert into people values (?, ?, ?, ?, ?, ?)", (_person(id, chance) for id in range(1, PEOPLE + 1))
        )
        for order in range(1, 3 * PEOPLE + 1):
            _order(db, order, chance)


def _product(id: int, chance: random.Random, fewest: int) -> tuple[int, str, int, int]:
    name = f"{ADJECTIVES[id % 10]} {NOUNS[id // 10 % 10]} {id}"
    # A few are nearly sold out, so that a checkout fails now and then for a reason of its own.
    return id, name, chance.randrange(500, 20_000, 5), chance.choice([fewest, *[ENOUGH] * 19])


def _person(id: int, chance: random.Random) -> tuple[int, str, bytes, bytes, str, str]:
    salt = chance.randbytes(16)
    return id, f"person-{id}", salt, hashed(f"password-{id}", salt), f"passkey-{id}", f"recovery-{id}"


def _order(db: sqlite3.Connection, id: int, chance: random.Random) -> None:
    db.execute("insert into orders values (?, ?, 0, 'sent')", (id, id % PEOPLE + 1))
    bought = chance.sample(range(1, PRODUCTS + 1), 3)
    db.executemany("insert into order_items values (?, ?, 1)", ((id, product) for product in bought))
    db.execute(
        "update orders set total = (select sum(price) from products join order_items on product = products.id"
        " where order_id = orders.id) where id = ?",
        (id,),
    )
