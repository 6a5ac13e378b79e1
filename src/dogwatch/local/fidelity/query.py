"""How true metric queries are evaluated: the rules of `dogwatch.measure`, each under its name."""

from __future__ import annotations

from dogwatch.measure import RULE_TABLES, Rule

from .row import Row


def _row(rule: Rule) -> Row:
    note = f"{rule.what} ({rule.source})" if rule.source else rule.what
    return Row(f"`{rule.name}`", rule.degree, note)


TABLES = {f"Metric queries: {title}": tuple(map(_row, rules)) for title, rules in RULE_TABLES.items()}
