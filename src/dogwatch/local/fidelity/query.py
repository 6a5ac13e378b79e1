"""How true metric queries are evaluated: the rules of `dogwatch.measure`, each under its name."""

from __future__ import annotations

from dogwatch.measure import RULE_TABLES

from .row import row_of

TABLES = {f"Metric queries: {title}": tuple(map(row_of, rules)) for title, rules in RULE_TABLES.items()}
