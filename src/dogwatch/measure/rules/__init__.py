"""The rules by which metric queries are evaluated, each with a name and how true to Datadog it is."""

from __future__ import annotations

from typing import Final

from .rule import Degree, Rule

__all__ = ["REFUSED_FUNCTIONS", "RULES", "Degree", "Rule"]

_TABLE: tuple[Rule, ...] = (
    Rule("arguments", "refused", "", ""),
    Rule("join-of-other-keys", "refused", "", ""),
    Rule("nested-queries", "refused", "", ""),
    Rule("sketch-of-no-distribution", "refused", "", ""),
    Rule("histogram", "refused", "", ""),
    Rule("query-of-metrics", "refused", "", ""),
    Rule("modifier-of-function", "refused", "", ""),
    Rule("percentile-of-a-window", "refused", "", ""),
    Rule("other-functions", "refused", "", ""),
)
RULES: Final[dict[str, Rule]] = {rule.name: rule for rule in _TABLE}
REFUSED_FUNCTIONS: Final[frozenset[str]] = frozenset()
