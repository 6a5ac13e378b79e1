"""How true the messages of monitors are read and rendered: the rules of `dogwatch.message`, each under its name."""

from __future__ import annotations

from dogwatch.message import RULE_TABLES

from .row import row_of

TABLES = {f"Messages: {title}": tuple(map(row_of, rules)) for title, rules in RULE_TABLES.items()}
