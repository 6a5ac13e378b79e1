"""Which language a text is in, by the kind of the place that it comes from, such as a widget's `q` or an SLO's
`numerator`; and the proof that a text of it is read right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from dogwatch.errors import QuerySyntaxError

from .node import Node, canonical
from .parser import parse_formula, parse_metric

# From the type, such as "query alert" or "metrics", and the text to its tree.
Parse: TypeAlias = Callable[[str | None, str], Node]


def _of_any_type(parse: Callable[[str], Node]) -> Parse:
    return lambda type, text: parse(text)


LANGUAGES: Mapping[str, Parse] = {
    **dict.fromkeys(
        ("api_query", "dashboard_q", "dashboard_query", "slo_denominator", "slo_numerator", "slo_query"),
        _of_any_type(parse_metric),
    ),
    **dict.fromkeys(("api_formula", "formula", "slo_formula"), _of_any_type(parse_formula)),
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
