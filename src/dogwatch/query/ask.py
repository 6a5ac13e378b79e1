"""Questions to a tree, whether it was built or read: its metrics, functions, tags, grouping keys and variables.

Each answer holds everything once, in the order it is written. The alerts themselves have `comparator`, `threshold`,
`window` and `groups`, a `Composite` has `monitors`, a `Search` has `facets`.
"""

from __future__ import annotations

from collections.abc import Iterator

from .metric import Function, MetricQuery
from .node import Node
from .scope import In, Tag, Variable, conjuncts


def nodes(tree: Node) -> Iterator[Node]:
    """The tree itself and every node below it, from left to right."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.below)


def operations(tree: Node) -> Iterator[Node]:
    """As `nodes`, but of a metric query only itself and nothing below it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, MetricQuery):
            waiting += reversed(node.below)


def metric_queries(tree: Node) -> tuple[MetricQuery, ...]:
    """Every metric query of the tree, repeated ones too."""
    return tuple(node for node in operations(tree) if isinstance(node, MetricQuery))


def metrics(tree: Node) -> tuple[str, ...]:
    """The names of the metrics it reads."""
    return tuple(dict.fromkeys(query.metric for query in metric_queries(tree)))


def function_names(tree: Node) -> tuple[str, ...]:
    """The names of the functions it applies."""
    return tuple(dict.fromkeys(node.name for node in operations(tree) if isinstance(node, Function)))


def scope_tags(tree: Node) -> tuple[Tag, ...]:
    """The tags that series must have; tags that are excluded, or one of several choices, are not among them."""
    required = (term for query in metric_queries(tree) for term in conjuncts(query.scope))
    return tuple(dict.fromkeys(term for term in required if isinstance(term, Tag)))


def tag_values(query: MetricQuery, key: str) -> tuple[str, ...]:
    """The values of a tag that its series can have, as far as its scope says them: `a` and `b` of `key IN (a, b)`."""
    values: list[str] = []
    for term in conjuncts(query.scope):
        match term:
            case Tag(key=asked, value=str() as value) if asked == key:
                values.append(value)
            case In(key=asked, values=several, negated=False) if asked == key:
                values += [value for value in several if isinstance(value, str)]
    return tuple(dict.fromkeys(values))


def tag_keys(tree: Node) -> tuple[str, ...]:
    """The keys of the tags that its scopes ask about, excluded ones too; a bare tag has none."""
    keys = (
        node.key for node in nodes(tree) if isinstance(node, In) or (isinstance(node, Tag) and node.value is not None)
    )
    return tuple(dict.fromkeys(keys))


def grouping(tree: Node) -> tuple[str, ...]:
    """The keys that its metric queries group by, together, variables as `$name`; empty for a simple alert."""
    return tuple(dict.fromkeys(str(key) for query in metric_queries(tree) for key in query.group_by))


def variables(tree: Node) -> tuple[str, ...]:
    """The names of the template variables in it, without the dollar."""
    return tuple(dict.fromkeys(node.name for node in nodes(tree) if isinstance(node, Variable)))
