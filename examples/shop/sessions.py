"""Who asks: a session for everybody, and the person who has logged in to it."""

from __future__ import annotations

import secrets
import sqlite3
from typing import Annotated

from fastapi import Depends, HTTPException, Request, Response

from .store import database

COOKIE = "session"


def session(request: Request, response: Response) -> str:
    """The session of whoever asks; people who have none get one."""
    return request.cookies.get(COOKIE) or begin(response)


def begin(response: Response) -> str:
    id = secrets.token_urlsafe(16)
    response.set_cookie(COOKIE, id, httponly=True, samesite="lax")
    return id


Session = Annotated[str, Depends(session)]


def person(session: Session) -> int:
    """The person who is logged in."""
    with database() as db:
        row = db.execute("select person from sessions where id = ?", (session,)).fetchone()
    if row is None:
        raise HTTPException(401, "log in first")
    return int(row["person"])


Person = Annotated[int, Depends(person)]


def log_in(db: sqlite3.Connection, person: int, session: str, response: Response) -> None:
    """A new session for the person, with the cart of the old one: nobody else knows its id."""
    new = begin(response)
    db.execute("insert into sessions values (?, ?)", (new, person))
    db.execute("update carts set session = ? where session = ?", (new, session))
