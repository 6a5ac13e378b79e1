"""How true monitors and SLOs are judged: the rules of `dogwatch.judge`, each under its name."""

from __future__ import annotations

from dogwatch.judge import RULE_TABLES

from .query import as_row

TABLES = {title: tuple(map(as_row, rules)) for title, rules in RULE_TABLES.items()}
