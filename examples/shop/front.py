"""The front, in FastAPI. The middleware makes each request a call of the feature that has its route."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from dogwatch.instrument.frameworks.asgi import FeatureMiddleware

from .store import database

app = FastAPI(title="shop")
app.add_middleware(FeatureMiddleware)


@app.get("/search")
def search(words: str) -> list[dict[str, Any]]:
    with database() as db:
        found = db.execute("select id, name, price from products where name like ? limit 20", (f"%{words}%",))
        return [dict(row) for row in found]
