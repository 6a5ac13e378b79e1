"""Books of small catalogs, and the lines of what is written of them."""

from __future__ import annotations

from pathlib import Path

from dogwatch.declare import Feature, check, load, root_of
from dogwatch.kinds import Resource
from dogwatch.report import Book
from tests.declare.catalogs import between, write

CHECKOUT = """
checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    description="From the cart to a paid order",
    runbook="docs/runbooks/checkout.md",
    signals=[Latency(p95=Limit("400ms", warn="300ms")), Errors(rate="1%"), Traffic(min="1/s")],
    objectives=[Availability("99.9%", over="30d")],
)
"""


def book(folder: Path, text: str = CHECKOUT, env: str = "prod") -> Book:
    """The book of a catalog whose only team is payments."""
    return book_of(write(folder, features=between(text)), env)


def book_of(file: Path, env: str = "prod") -> Book:
    """The book of a catalog in a file; its pages lie two folders below it."""
    declared = load(file)
    return Book(declared, check(declared, env), env, root_of(file), "../..")


def named(book: Book, name: str) -> Feature:
    """The feature of that name."""
    return next(feature for feature in book.declared.features if feature.name == name)


def monitor(query: str = "avg(last_5m):avg:a.b{env:prod} > 5", message: str = "", **body: object) -> Resource:
    """A monitor of the checkout."""
    type = "slo alert" if "burn_rate" in query or "error_budget" in query else "query alert"
    whole = {"name": "[prod] checkout: it breaks", "type": type, "query": query, "message": message, **body}
    return Resource("monitor", "shop/checkout/breaks", whole)
