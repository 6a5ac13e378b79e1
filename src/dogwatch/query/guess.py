"""Which language a text is in, where nobody says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dogwatch.errors import QuerySyntaxError

from .metric import Expression, Several
from .monitor_types import CHECK, COMPOSITE, EVENTS, METRIC, SLO, TYPES
from .parser import MonitorQuery, parse_formula, parse_metric, parse_monitor, parse_search
from .search import Search

LANGUAGES_BESIDE_MONITORS = {"metric": parse_metric, "formula": parse_formula, "search": parse_search}
"""What a text can be that is no query of a monitor."""

ANY_LANGUAGE = (*TYPES, *LANGUAGES_BESIDE_MONITORS)

# Scopes and calls make a text something else than a search, in which nearly everything is a word.
_NO_SEARCH = re.compile(r"\s*[\w-]+\s*\(|\s*[\"'][^\"']*[\"']\s*\.", re.ASCII)


def parse_as(language: str, text: str) -> MonitorQuery | Expression | Several | Search:
    """The tree of a text that is a query of a type of monitors, or "metric", "formula" or "search"."""
    parse: Callable[[str], Expression | Several | Search] | None = LANGUAGES_BESIDE_MONITORS.get(language)
    return parse_monitor(text, language) if parse is None else parse(text)


def guess_language(text: str) -> tuple[str, MonitorQuery | Expression | Several | Search]:
    """The first language that reads the text, and its tree.

    Tried are alerts on metrics, on service checks, on SLOs, on events by the source that they begin with, composites,
    metric queries, formulas, and searches where the text has neither a scope nor a call. Where none of them reads it,
    the one that came furthest raises `QuerySyntaxError`, at the same place that of metric queries.
    """
    furthest: QuerySyntaxError | None = None
    for language in _candidates(text):
        try:
            return language, parse_as(language, text)
        except QuerySyntaxError as error:
            if furthest is None or (error.at, language == "metric") > (furthest.at, False):
                furthest = error
    assert furthest is not None  # there are always candidates
    raise furthest


def _candidates(text: str) -> Iterator[str]:
    yield METRIC[0]
    yield from (CHECK, SLO)
    yield from (type for type, sources in EVENTS.items() if re.match(rf"\s*(?:{'|'.join(sources)})\s*\(", text))
    yield from (COMPOSITE, "metric", "formula")
    if _NO_SEARCH.match(text) is None and "{" not in text:
        yield "search"
