"""Buying it: the cart, and the way from there to a paid order."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

import httpx
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, PositiveInt

from dogwatch.instrument import interaction, mark_error

from .sessions import Person, Session
from .store import database

routes = APIRouter()
payments = httpx.Client(base_url=os.environ["SHOP_PAYMENTS"], timeout=5, trust_env=False)


class Item(BaseModel):
    product: int
    quantity: PositiveInt = 1


class Card(BaseModel):
    number: str
    bank: str


@routes.get("/cart")
def cart(session: Session) -> dict[str, Any]:
    with database() as db:
        return contents(db, session)


@routes.post("/cart/items", status_code=201)
def add_item(item: Item, session: Session) -> dict[str, Any]:
    # The button is on the page of the product, the request is one of the cart.
    interaction("add_to_cart", user=session, feature="product-page")
    with database() as db:
        if not db.execute("select 1 from products where id = ?", (item.product,)).fetchone():
            raise HTTPException(404, "no such product")
        db.execute(
            "insert into carts values (?, ?, ?) on conflict do update set quantity = quantity + excluded.quantity",
            (session, item.product, item.quantity),
        )
        return contents(db, session)


@routes.delete("/cart/items/{id}")
def remove_item(id: int, session: Session) -> dict[str, Any]:
    with database() as db:
        db.execute("delete from carts where session = ? and product = ?", (session, id))
        return contents(db, session)


@routes.get("/checkout")
def review(session: Session, person: Person) -> dict[str, Any]:
    interaction("review_order", user=person)
    with database() as db:
        return contents(db, session)


@routes.post("/checkout", status_code=201)
def pay(card: Card, session: Session, person: Person) -> dict[str, Any]:
    interaction("pay", user=person)
    with database() as db:
        order, total = place(db, session, person)
    try:
        # Outside of the transaction: a bank takes its time, and nobody else can write meanwhile.
        answer = payments.post("/payments", json={"order": order, "amount": total, **card.model_dump()})
    except httpx.HTTPError:
        answer = httpx.Response(503)
    with database() as db:
        if answer.status_code == 201:
            db.execute("update orders set state = 'paid' where id = ?", (order,))
            db.execute("delete from carts where session = ?", (session,))
            return {"order": order, "total": total}
        give_back(db, order, "unpaid")
    if answer.status_code == 402:
        raise HTTPException(402, "the bank refused the card")  # no error: the shop did what it is for
    raise HTTPException(502, "no payment today")


def contents(db: sqlite3.Connection, session: str) -> dict[str, Any]:
    """The cart of a session, with what it costs."""
    rows = db.execute(
        "select product, name, price, quantity from carts join products on id = product where session = ?", (session,)
    )
    items = [dict(row) for row in rows]
    return {"items": items, "total": sum(item["price"] * item["quantity"] for item in items)}


def place(db: sqlite3.Connection, session: str, person: int) -> tuple[int, int]:
    """An order of what is in the cart, whose items nobody else can buy any more; its id and what it costs."""
    cart = contents(db, session)
    if not cart["items"]:
        raise HTTPException(409, "the cart is empty")
    order = db.execute("insert into orders (person, total, state) values (?, ?, 'placed')", (person, cart["total"]))
    for item in cart["items"]:
        taken = db.execute(
            "update products set stock = stock - :quantity where id = :product and stock >= :quantity", item
        )
        if not taken.rowcount:
            # An answer below 500 is no error by itself. This one is: whoever fails here wanted to pay.
            mark_error("sold_out")
            raise HTTPException(409, f"{item['name']} is sold out")
        db.execute("insert into order_items values (?, ?, ?)", (order.lastrowid, item["product"], item["quantity"]))
    return int(order.lastrowid or 0), cart["total"]


def give_back(db: sqlite3.Connection, order: int, state: str) -> None:
    """Ends an order that is not to be, and has its items in stock again."""
    db.execute(
        "update products set stock = stock + quantity from order_items where product = products.id and order_id = ?",
        (order,),
    )
    db.execute("update orders set state = ? where id = ?", (state, order))
