"""Questions to a tree, whether it was built or read: its metrics, functions, tags, grouping keys and variables.

Each answer holds everything once, in the order it is written. `comparator`, `threshold` and `window` are attributes of
the alerts themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from .check_alert import CheckAlert
from .composite import MonitorId
from .event_alert import EventAlert
from .metric import Function, MetricQuery
from .node import Node
from .scope import In, Tag, Variable, conjuncts
from .search import Facet
from .step import Step


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below a node, from left to right."""
    found: list[Node] = []
    names: tuple[str, ...] = node.__match_args__
    for name in names:
        value = getattr(node, name)
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [each for each in value if isinstance(each, Node)]
    return tuple(found)


def nodes(tree: Node) -> Iterator[Node]:
    """The tree itself and every node below it, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(parts(node))


def metric_queries(tree: Node) -> tuple[MetricQuery, ...]:
    """Every metric query of the tree, repeated ones too."""
    found: list[MetricQuery] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MetricQuery):
            found.append(node)
        else:
            waiting += reversed(parts(node))
    return tuple(found)


def metrics(tree: Node) -> tuple[str, ...]:
    """The names of the metrics it reads."""
    return tuple(dict.fromkeys(query.metric for query in metric_queries(tree)))


def function_names(tree: Node) -> tuple[str, ...]:
    """The names of the functions it applies."""
    return tuple(dict.fromkeys(node.name for node in nodes(tree) if isinstance(node, Function)))


def scope_tags(tree: Node) -> tuple[Tag, ...]:
    """The tags that series must have; tags that are excluded, or one of several choices, are not among them."""
    required = (term for query in metric_queries(tree) for term in conjuncts(query.scope))
    return tuple(dict.fromkeys(term for term in required if isinstance(term, Tag)))


def tag_keys(tree: Node) -> tuple[str, ...]:
    """The keys of the tags and facets that it asks about, excluded ones too; a bare tag is none."""
    return tuple(dict.fromkeys(filter(None, map(_key, nodes(tree)))))


def grouping(tree: Node) -> tuple[str, ...]:
    """The keys it groups by, of all queries together, variables as `$name`; empty for a simple alert."""
    if isinstance(tree, EventAlert | CheckAlert):
        return tree.groups
    return tuple(dict.fromkeys(str(key) for query in metric_queries(tree) for key in query.group_by))


def variables(tree: Node) -> tuple[str, ...]:
    """The names of the template variables in it, without the dollar."""
    return tuple(dict.fromkeys(node.name for node in nodes(tree) if isinstance(node, Variable)))


def monitors(tree: Node) -> tuple[str, ...]:
    """The ids of the monitors that a composite asks, or the references to them."""
    return tuple(dict.fromkeys(node.id for node in nodes(tree) if isinstance(node, MonitorId)))


def steps(tree: Node) -> tuple[Step, ...]:
    """The calls that a query of events, a formula or a check is made of, such as `.rollup("count")`."""
    return tuple(node for node in parts(tree) if isinstance(node, Step))


def _key(node: Node) -> str | None:
    match node:
        case Tag(key, value) if value is not None:
            return key
        case In(key) | Facet(key):
            return key
        case _:
            return None
