"""Whole texts to trees. Each raises `QuerySyntaxError`, and nothing else, for a text that is none."""

from __future__ import annotations

import re

from dogwatch.query.metric import Expression, Several
from dogwatch.query.search import Search
from dogwatch.query.slo_alert import SloAlert

from .expressions import Expressions
from .monitors import MonitorQuery, read_monitor
from .reader import Reader
from .searches import read_search
from .slo_alerts import begins_slo_alert, read_slo_alert

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


def parse_search(text: str) -> Search:
    """A search of logs, spans, RUM, events, monitors and the like, or the scope of a downtime; "" finds everything."""
    reader = Reader(text)
    tree = read_search(reader)
    reader.whole(tree)
    return tree


def parse_monitor(text: str, type: str) -> MonitorQuery:
    """The query of a monitor of a type such as "query alert", "log alert" or "composite".

    The thresholds, windows and counts that Datadog would refuse are not judged here.
    """
    reader = Reader(text)
    tree = read_monitor(reader, type)
    reader.whole(tree)
    return tree


def parse_slo(text: str) -> Expression | SloAlert:
    """What an SLO counts, `sum:hits{code:2xx}.as_count()`, or an alert on it, `error_budget("…").over("30d") > 75`."""
    reader = Reader(text)
    tree: Expression | SloAlert
    if begins_slo_alert(text):
        tree = read_slo_alert(reader)
    else:
        tree = Expressions(reader, in_formula=False).read()
        reader.end("an operator, a modifier or the end")
    reader.whole(tree)
    return tree
