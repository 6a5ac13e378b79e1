"""An expression as a formula over named queries, the form that dashboards and time-slice SLOs take.

Each query there is one plain metric query; arithmetic and functions live in the formula, which names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from .metric import Expression, MetricQuery, Name
from .node import canonical
from .substitute import map_queries


@dataclass(frozen=True)
class Formula:
    """A formula such as `query1 / query2`, and the queries by the names that stand in it."""

    text: str
    queries: dict[str, MetricQuery]


def as_formula(tree: Expression) -> Formula:
    """The expression with its metric queries named `query1`, `query2`, ... in the order written; equals share one."""
    names: dict[MetricQuery, str] = {}

    def named(query: MetricQuery) -> Name:
        return Name(names.setdefault(query, f"query{len(names) + 1}"))

    text = canonical(map_queries(tree, named))
    return Formula(text, {name: query for query, name in names.items()})
