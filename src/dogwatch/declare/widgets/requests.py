"""Expressions as the requests that Datadog's interface writes today: queries with names, formulas over the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.query import AS_COUNT, Expr, MetricQuery, Source, as_formula

from .shape import Argument
from .source_query import SourceQuery


@attrs.frozen
class Formula(Argument):
    """A formula over queries of any source, by the names that they have in it; `formula` makes one."""

    text: str
    queries: Mapping[str, Expr | str | SourceQuery]


# An expression of dogwatch.query, Datadog's text, a query of another source than metrics, or a formula over several.
Query: TypeAlias = Expr | str | SourceQuery | Formula
# One query, several, or several by the names that stand in the legend.
Queries: TypeAlias = Query | Iterable[Query] | Mapping[str, Query]
Aggregator: TypeAlias = Literal["avg", "last", "max", "min", "sum", "percentile"]

# What a name stands for in a request: each of these once.
_Asked: TypeAlias = MetricQuery | str | SourceQuery

_NAME = re.compile(r"\bquery\d+\b")
_PERCENTILE = re.compile(r"p\d")


def formula(text: str, **queries: Expr | str | SourceQuery) -> Formula:
    """A formula over queries of any source: `formula("100 * failed / calls", failed=EventQuery(…), calls=hits)`."""
    return Formula(text, queries)


class Formulas:
    """Formulas over queries, each query once under its name."""

    def __init__(self, queries: Queries) -> None:
        # By their text, which is printed once and found faster than a tree.
        self._asked: dict[str, tuple[str, _Asked]] = {}
        self.formulas: list[dict[str, Any]] = [
            {"formula": self._formula(query), **({"alias": alias} if alias is not None else {})}
            for alias, query in _aliased(queries)
        ]

    def _formula(self, query: Query) -> str:
        if isinstance(query, str):
            return self._name(_readable(query.strip()))
        if isinstance(query, SourceQuery):
            return self._name(query)
        if isinstance(query, Formula):
            return self._over_named(query)
        if isinstance(query.tree, MetricQuery):
            return self._name(query.tree)
        formula = as_formula(query.tree)
        names = {local: self._name(each) for local, each in formula.queries.items()}
        return _NAME.sub(lambda match: names[match[0]], formula.text)

    def _over_named(self, formula: Formula) -> str:
        """The formula over the names that its queries have here. Raises ValueError for a query that is not in it."""
        unused = [name for name in formula.queries if not re.search(rf"\b{name}\b", formula.text)]
        if unused:
            raise ValueError(f"the formula {formula.text!r} says nothing of {unused[0]!r}; name each query in it")
        names = {local: _enclosed(self._formula(query)) for local, query in formula.queries.items()}
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
        return words.sub(lambda match: names[match[0]], formula.text) if names else formula.text

    def _name(self, query: _Asked) -> str:
        # Of other sources by what is written, since an SLO's own text says all that it is made of.
        text = repr(query.written("")) if isinstance(query, SourceQuery) else str(query)
        return self._asked.setdefault(text, (f"query{len(self._asked) + 1}", query))[0]

    @property
    def over_time(self) -> dict[str, Any]:
        """The part of a request whose answer is a series per group."""
        queries = [_query(name, query, text) for text, (name, query) in self._asked.items()]
        return {"formulas": self.formulas, "queries": queries, "response_format": "timeseries"}

    def as_numbers(self, aggregator: Aggregator | None = None) -> dict[str, Any]:
        """The part of a request whose answer is a number per group: each query over the whole time, aggregated."""
        queries = [_number(name, query, text, aggregator) for text, (name, query) in self._asked.items()]
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
    text = str(query)
    return {"request_type": "histogram", "query": _query("query1", text, text)}


def _readable(text: str) -> str:
    """The text itself. Raises QuerySyntaxError where it is no metric query, nor arithmetic and functions over some."""
    from dogwatch.query import parse_slo  # loaded where a catalog has texts

    parse_slo(text)
    return text


def _enclosed(formula: str) -> str:
    return formula if _NAME.fullmatch(formula) else f"({formula})"


def _query(name: str, query: _Asked, text: str) -> dict[str, Any]:
    if isinstance(query, SourceQuery):
        return query.written(name)
    return {"data_source": "metrics", "name": name, "query": text}


def _number(name: str, query: _Asked, text: str, aggregator: Aggregator | None) -> dict[str, Any]:
    if isinstance(query, SourceQuery):
        return query.written(name, aggregator)
    return {**_query(name, query, text), "aggregator": aggregator or fitting(query)}


def _aliased(queries: Queries) -> list[tuple[str | None, Query]]:
    if isinstance(queries, (str, Expr, SourceQuery, Formula)):
        return [(None, queries)]
    if isinstance(queries, Mapping):
        return list(queries.items())
    return [(None, query) for query in queries]
