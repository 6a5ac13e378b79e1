"""Questions to a tree: its metrics, tags, grouping keys and variables, each once, in the order they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from .metric import Argument, Arithmetic, Expression, Function, MetricQuery, Negative
from .monitor import Change, MetricAlert, Over
from .scope import Tag, Variable, atoms, conjuncts

Tree: TypeAlias = Expression | Over | Change | MetricAlert


def nodes(tree: Tree | Argument) -> Iterator[Tree | Argument]:
    """The tree itself and every expression and argument below it, from left to right."""
    yield tree
    for child in _children(tree):
        yield from nodes(child)


def metric_queries(tree: Tree) -> tuple[MetricQuery, ...]:
    """Every metric query of the tree, repeated ones too."""
    return tuple(node for node in nodes(tree) if isinstance(node, MetricQuery))


def metrics(tree: Tree) -> tuple[str, ...]:
    """The names of the metrics it reads."""
    return tuple(dict.fromkeys(query.metric for query in metric_queries(tree)))


def scope_tags(tree: Tree) -> tuple[Tag, ...]:
    """The tags that series must have; tags that are excluded, or one of several choices, are not among them."""
    required = (term for query in metric_queries(tree) for term in conjuncts(query.scope))
    return tuple(dict.fromkeys(term for term in required if isinstance(term, Tag)))


def grouping(tree: Tree) -> tuple[str, ...]:
    """The keys it groups by, of all queries together, variables as `$name`; empty for a simple alert."""
    return tuple(dict.fromkeys(str(key) for query in metric_queries(tree) for key in query.group_by))


def variables(tree: Tree) -> tuple[str, ...]:
    """The names of the template variables in its scopes, without the dollar."""
    used = (atom for query in metric_queries(tree) for atom in atoms(query.scope))
    values = (atom.value if isinstance(atom, Tag) else atom for atom in used)
    return tuple(dict.fromkeys(value.name for value in values if isinstance(value, Variable)))


def _children(tree: Tree | Argument) -> tuple[Tree | Argument, ...]:
    match tree:
        case Arithmetic():
            return (tree.left, tree.right)
        case Negative():
            return (tree.operand,)
        case Function():
            return tree.arguments
        case Over() | Change():
            return (tree.expression,)
        case MetricAlert():
            return (tree.over,)
        case _:
            return ()
