"""Catalogs around the examples of the pages in docs/checks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dogwatch.declare import examine, load
from dogwatch.errors import CatalogError, Mistake
from tests.declare.catalogs import write

BEGIN = """\
from dogwatch import *
from dogwatch.query import burn_rate, clamp_min, exclude_null

shop = Team("shop", notify="@slack-shop")
checkout = Feature("checkout", team=shop, service="shop-api", signals=[Latency(p95="1s", least=0)])
orders = checkout.metrics.hits.sum().as_count()
failed = checkout.metrics.hits.where(outcome="error").sum().as_count()
"""
END = 'catalog = Catalog("shop", values={"region": 4, "cluster": 9})\n'
TODAY = date(2026, 11, 27)


def said(folder: Path, text: str, *, end: str = END, today: date = TODAY, env: str = "prod") -> list[Mistake]:
    """What `check` says of a catalog with the text in it: its mistakes, or else its warnings."""
    declared = load(write(folder, features=f"{BEGIN}{text}\n{end}"))
    try:
        return examine(declared, env, today=today).warnings
    except CatalogError as error:
        return error.mistakes


def names(mistakes: list[Mistake]) -> list[str]:
    return [mistake.check for mistake in mistakes]
