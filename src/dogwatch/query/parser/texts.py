"""Whole texts to trees. Each raises `QuerySyntaxError`, and nothing else, for a text that is none."""

from __future__ import annotations

import re

from dogwatch.query.metric import Expression, Several

from .expressions import Expressions
from .reader import Reader

_COMMA = re.compile(r"\s*+,", re.ASCII)


def parse_metric(text: str) -> Expression | Several:
    """A metric query, or arithmetic and functions over some: `sum:errors{*} / sum:hits{*}`.

    The older form of dashboards joins several expressions with commas, which are `Several`.
    """
    reader = Reader(text)
    expressions = Expressions(reader, in_formula=False)
    tree: Expression | Several = expressions.read()
    if reader.take(_COMMA):
        several = [tree, expressions.read()]
        while reader.take(_COMMA):
            several.append(expressions.read())
        tree = Several(tuple(several))  # type: ignore[arg-type]  # the first one is an expression too
    reader.end("an operator, a modifier or the end")
    reader.whole(tree)
    return tree


def parse_formula(text: str) -> Expression:
    """A formula over the names of queries: `query1 / query2 * 100`."""
    reader = Reader(text)
    tree = Expressions(reader, in_formula=True).read()
    reader.end("an operator or the end")
    reader.whole(tree)
    return tree
