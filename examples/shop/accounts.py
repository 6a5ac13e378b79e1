"""Being somebody: the ways to log in, and what was ordered before."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel

from .buying import give_back
from .sessions import Person, Session, log_in
from .store import database, hashed

routes = APIRouter()


class Password(BaseModel):
    name: str
    password: str


class Secret(BaseModel):
    """The answer of a passkey, or a recovery code."""

    name: str
    secret: str


@routes.post("/login", status_code=204)
def by_password(asked: Password, session: Session, response: Response) -> None:
    with database() as db:
        row = db.execute("select id, salt, password from people where name = ?", (asked.name,)).fetchone()
        # Also of a name that nobody has, so that the time does not tell.
        given = hashed(asked.password, row["salt"] if row else b"")
        if row is None or not hmac.compare_digest(given, row["password"]):
            raise HTTPException(401, "wrong name or password")  # no error of the feature: it recognised nobody
        log_in(db, row["id"], session, response)


@routes.post("/login/passkey", status_code=204)
def by_passkey(asked: Secret, session: Session, response: Response) -> None:
    by_secret("passkey", asked, session, response)


@routes.post("/login/recovery", status_code=204)
def by_recovery_code(asked: Secret, session: Session, response: Response) -> None:
    by_secret("recovery", asked, session, response)


def by_secret(kind: str, asked: Secret, session: str, response: Response) -> None:
    with database() as db:
        row = db.execute(f"select id, {kind} as secret from people where name = ?", (asked.name,)).fetchone()
        if row is None or not hmac.compare_digest(asked.secret, row["secret"] or ""):
            raise HTTPException(401, "wrong name or secret")
        log_in(db, row["id"], session, response)


@routes.get("/orders")
def orders(person: Person) -> list[dict[str, Any]]:
    with database() as db:
        rows = db.execute("select id, total, state from orders where person = ? order by id desc limit 20", (person,))
        return [dict(row) for row in rows]


@routes.get("/orders/{id}")
def order(id: int, person: Person) -> dict[str, Any]:
    with database() as db:
        row = db.execute("select * from orders where id = ? and person = ?", (id, person)).fetchone()
        if row is None:
            raise HTTPException(404, "no such order")
        items = db.execute("select product, quantity from order_items where order_id = ?", (id,))
        return {**dict(row), "items": [dict(item) for item in items]}


@routes.post("/orders/{id}/return")
def send_back(id: int, person: Person) -> dict[str, Any]:
    if order(id, person)["state"] not in ("paid", "sent"):
        raise HTTPException(409, "only what was paid can be sent back")
    with database() as db:
        give_back(db, id, "returned")
    return order(id, person)
