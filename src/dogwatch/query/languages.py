"""Which language a text is in, by the kind of the place that it comes from, such as a widget's `q` or an SLO's
`numerator`; and the proof that a text of it is read right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dogwatch.errors import QuerySyntaxError

from .node import Node, canonical
from .parser import parse_formula, parse_metric, parse_monitor, parse_search, parse_slo

# From the type, such as "query alert" or "metrics", and the text to its tree.
Parse: TypeAlias = Callable[[str | None, str], Node]


def _of_any_type(parse: Callable[[str], Node]) -> Parse:
    return lambda type, text: parse(text)


def _variable(type: str | None, text: str) -> Node:
    """A query of a formula monitor: metrics, or a search of what its data source holds."""
    return parse_metric(text) if type in ("metrics", "cloud_cost") else parse_search(text)


_KINDS: Mapping[Callable[[str], Node], tuple[str, ...]] = {
    parse_metric: ("api_query", "dashboard_q", "dashboard_query"),
    parse_slo: ("slo_denominator", "slo_numerator", "slo_query"),
    parse_formula: ("api_formula", "formula", "slo_formula"),
    parse_search: (
        "api_search",
        "dashboard_old_search",
        "dashboard_search",
        "downtime_scope",
        "event_overlay_q",
        "list_stream_query",
        "logs_metrics_filter",
        "rum_metrics_filter",
        "spans_metrics_filter",
        "widget_query",
    ),
}

LANGUAGES: Mapping[str, Parse] = {
    **{kind: _of_any_type(parse) for parse, kinds in _KINDS.items() for kind in kinds},
    "monitor_query": lambda type, text: parse_monitor(text, type or ""),
    "monitor_variable": _variable,
}
"""The parsers of the kinds of places that have a grammar."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a text was read; `is_printed` says that its tree prints it letter for letter, and that the canonical
    form of the tree is read as an equal tree.
    """

    error: QuerySyntaxError | None = None
    is_printed: bool = False


def proved(parse: Parse, type: str | None, text: str) -> Proof:
    """Reads the text, prints its tree, and reads its canonical form."""
    try:
        tree = parse(type, text)
    except QuerySyntaxError as error:
        return Proof(error)
    try:
        return Proof(is_printed=str(tree) == text and parse(type, canonical(tree)) == tree)
    except QuerySyntaxError:
        return Proof()
