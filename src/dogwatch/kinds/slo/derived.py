"""The `query` that Datadog derives from the specification of a metric SLO (recorded exchanges).

Some answers show only this derived form of what was sent, so it is what can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.resource import Body

_WORD = re.compile(r"[A-Za-z_]\w*")


def derived_query(specification: Any) -> Body | None:
    """Numerator and denominator of a specification by counts; None for any other."""
    count = specification.get("count") if isinstance(specification, Mapping) else None
    if not isinstance(count, Mapping):
        return None
    queries = dict(_queries(count.get("queries")))
    good = _written_out(count.get("good_events_formula"), queries)
    if "bad_events_formula" in count:
        bad = _written_out(count["bad_events_formula"], queries)
        return {"numerator": good, "denominator": f"({good}) + ({bad})"}
    return {"numerator": good, "denominator": _written_out(count.get("total_events_formula"), queries)}


def _queries(queries: Any) -> Iterator[tuple[str, str]]:
    """Names and texts of the queries that have both; what Datadog makes of others nobody has seen."""
    for query in queries if isinstance(queries, list) else ():
        match query:
            case {"name": str(name), "query": str(text)}:
                yield name, text


def _written_out(formula: Any, queries: Mapping[str, str]) -> str:
    """The formula with each query in the place of its name."""
    text = str(formula.get("formula", "")) if isinstance(formula, Mapping) else ""
    return _WORD.sub(lambda match: queries.get(match[0], match[0]), text)
