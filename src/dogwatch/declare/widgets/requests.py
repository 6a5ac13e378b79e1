"""Expressions as the requests that Datadog's interface writes today: queries with names, formulas over the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

from dogwatch.query import AS_COUNT, Expr, MetricQuery, Source, as_formula

# An expression of dogwatch.query, or Datadog's text.
Query: TypeAlias = Expr | str
# One query, several, or several by the names that stand in the legend.
Queries: TypeAlias = Query | Iterable[Query] | Mapping[str, Query]
Aggregator: TypeAlias = Literal["avg", "last", "max", "min", "sum", "percentile"]

_NAME = re.compile(r"\bquery\d+\b")
_PERCENTILE = re.compile(r"p\d")


class Formulas:
    """Formulas over queries, each query once under its name."""

    def __init__(self, queries: Queries) -> None:
        # By their text, which is printed once and found faster than a tree.
        self._asked: dict[str, tuple[str, MetricQuery | str]] = {}
        self.formulas: list[dict[str, Any]] = [
            {"formula": self._formula(query), **({"alias": alias} if alias is not None else {})}
            for alias, query in _aliased(queries)
        ]

    def _formula(self, query: Query) -> str:
        if isinstance(query, str):
            return self._name(_readable(query.strip()))
        if isinstance(query.tree, MetricQuery):
            return self._name(query.tree)
        formula = as_formula(query.tree)
        names = {local: self._name(each) for local, each in formula.queries.items()}
        return _NAME.sub(lambda match: names[match[0]], formula.text)

    def _name(self, query: MetricQuery | str) -> str:
        return self._asked.setdefault(str(query), (f"query{len(self._asked) + 1}", query))[0]

    @property
    def over_time(self) -> dict[str, Any]:
        """The part of a request whose answer is a series per group."""
        queries = [_query(name, text) for text, (name, _) in self._asked.items()]
        return {"formulas": self.formulas, "queries": queries, "response_format": "timeseries"}

    def as_numbers(self, aggregator: Aggregator | None = None) -> dict[str, Any]:
        """The part of a request whose answer is a number per group: each query over the whole time, aggregated."""
        queries = [
            {**_query(name, text), "aggregator": aggregator or fitting(query)}
            for text, (name, query) in self._asked.items()
        ]
        return {"formulas": self.formulas, "queries": queries, "response_format": "scalar"}


def each_query(formula: str, function: str) -> str:
    """The formula with a function around each query in it, as Datadog's interface writes comparisons with the past."""
    return _NAME.sub(lambda match: f"{function}({match[0]})", formula)


def fitting(query: MetricQuery | str) -> Aggregator:
    """How the points of a query become one number: counts are summed, a percentile is taken over the whole time."""
    if isinstance(query, str):
        return "avg"
    if _PERCENTILE.match(query.aggregator or ""):
        return "percentile"
    return "sum" if AS_COUNT in query.modifiers else "avg"


def histogram(source: Source | str) -> dict[str, Any]:
    """The request of a distribution's values themselves, which heatmaps and distributions draw."""
    query = MetricQuery(source.name, "histogram", source.scope) if isinstance(source, Source) else _readable(source)
    return {"request_type": "histogram", "query": _query("query1", str(query))}


def _readable(text: str) -> str:
    """The text itself. Raises QuerySyntaxError where it is no metric query, nor arithmetic and functions over some."""
    from dogwatch.query import parse_slo  # loaded where a catalog has texts

    parse_slo(text)
    return text


def _query(name: str, text: str) -> dict[str, Any]:
    return {"data_source": "metrics", "name": name, "query": text}


def _aliased(queries: Queries) -> list[tuple[str | None, Query]]:
    if isinstance(queries, (str, Expr)):
        return [(None, queries)]
    if isinstance(queries, Mapping):
        return list(queries.items())
    return [(None, query) for query in queries]
