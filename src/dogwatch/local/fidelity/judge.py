"""How true monitors and SLOs are judged: the rules of `dogwatch.judge`, each under its name."""

from __future__ import annotations

from dogwatch.judge import RULE_TABLES

from .row import row_of

TABLES = {title: tuple(map(row_of, rules)) for title, rules in RULE_TABLES.items()}
