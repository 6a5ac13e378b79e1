"""The rules by which metric queries are evaluated, each with a name and how true to Datadog it is."""

from __future__ import annotations

from typing import Final

from dogwatch.rule import Degree, Rule

from . import evaluating, functions, storing

__all__ = ["REFUSED_FUNCTIONS", "RULES", "RULE_TABLES", "Degree", "Rule"]

RULE_TABLES: Final[dict[str, tuple[Rule, ...]]] = {
    "Values as kept": storing.STORED,
    "Series and groups": storing.SELECTED,
    "Time aggregation": evaluating.IN_TIME,
    "Interpolation": evaluating.INTERPOLATED,
    "Space aggregation": evaluating.IN_SPACE,
    "Arithmetic, scalars, monitors": evaluating.CALCULATED,
    "Functions": functions.FUNCTIONS,
}
RULES: Final[dict[str, Rule]] = {rule.name: rule for table in RULE_TABLES.values() for rule in table}
REFUSED_FUNCTIONS: Final = frozenset(rule.name for rule in functions.FUNCTIONS if rule.degree == "refused")
