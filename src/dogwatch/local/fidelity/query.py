"""How true metric queries are evaluated: the rules of `dogwatch.measure`, each under its name."""

from __future__ import annotations

from dogwatch.measure import RULE_TABLES

from .row import row_of

TABLES = {f"Metric queries: {title}": tuple(map(row_of, rules)) for title, rules in RULE_TABLES.items()}


def as_row(rule: Rule) -> Row:
    """A rule of evaluation as a line of the table."""
    note = f"{rule.what} ({rule.source})" if rule.source else rule.what
    return Row(f"`{rule.name}`", rule.degree, note)


TABLES = {f"Metric queries: {title}": tuple(map(as_row, rules)) for title, rules in RULE_TABLES.items()}
