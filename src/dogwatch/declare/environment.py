"""Queries of declarations in an environment: `$env` becomes `env:prod`."""

from __future__ import annotations

import re
from typing import TypeAlias

from dogwatch.declare.declaration import Declaration
from dogwatch.query import Expr, Expression, MetricAlert, SloAlert, Tag, substitute, variables

Query: TypeAlias = MetricAlert | SloAlert | Expr | str

_ENV = re.compile(r"\$env\b")
_VARIABLE = re.compile(r"\$(\w+(?:\.\w+)*)")
_REFERENCE = re.compile(r"\$\{[^{}]*\}")


def in_environment(query: Query, env: str) -> str:
    """The query's text with the environment in the place of `$env`."""
    match query:
        case str():
            return _ENV.sub(f"env:{env}", query.strip())
        case Expr():
            return str(tree_in(query, env))
        case MetricAlert():
            return str(substitute(query, {"env": Tag("env", env)}))
        case SloAlert():
            return str(query)


def written_query(thing: Declaration, query: Query, env: str) -> str:
    """The text of a declaration's query in an environment. A text that was imported stands as it is: what it has of
    `$env` is no variable.
    """
    return query if thing.is_imported and isinstance(query, str) else in_environment(query, env)


def tree_in(query: Expr, env: str) -> Expression:
    """The query's tree with the environment in the place of `$env`."""
    return substitute(query.tree, {"env": Tag("env", env)})


def variables_in(query: Query) -> tuple[str, ...]:
    """The variables of a query without the dollar; references such as `${slo:shop/a}` are none."""
    match query:
        case str():
            return tuple(dict.fromkeys(_VARIABLE.findall(_REFERENCE.sub("", query))))
        case Expr():
            return variables(query.tree)
        case MetricAlert():
            return variables(query)
        case SloAlert():
            return ()
