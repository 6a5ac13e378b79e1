"""Which series a dashboard asks for: per metric the tags that its queries filter and group by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any, Final
from zlib import crc32

from dogwatch.draw.asked import bodies
from dogwatch.draw.data import Body
from dogwatch.draw.remark import UNREADABLE
from dogwatch.draw.variables import Choice, filled
from dogwatch.query import And, Commas, In, MetricQuery, Or, Scope, Tag, Term, metric_queries, parse_metric

_MOST: Final = 60
_LOOKED_AT: Final = 5000
_OTHERS: Final = {"outcome": ("ok", "error"), "fast": ("true", "false"), "state": ("settled", "pending")}
_EXAMPLES: Final = {
    "version": ("1.4.1", "1.4.2"),
    "route": ("GET /", "GET /items/{id}", "POST /items"),
    "error_type": ("timeout", "refused"),
    "env": ("prod", "staging"),
}


def asked_queries(dashboard: Body, slos: Iterable[Body], choices: Mapping[str, Choice]) -> list[MetricQuery]:
    """The metric queries of all widgets and SLOs that can be read, with the variables' values."""
    found: list[MetricQuery] = []
    for text in [*_texts(dashboard), *(text for slo in slos for text in _slo_texts(slo))]:
        try:
            for query in metric_queries(parse_metric(text)):
                found.append(filled(query, choices))
        except UNREADABLE:
            continue  # the widget itself says what is wrong with it
    return found


def tags_of(queries: Iterable[MetricQuery]) -> list[frozenset[str]]:
    """The tags of each series of a metric, for all its queries: every value that is asked for, and others beside."""
    values: dict[str, dict[str, None]] = {}
    listed = list(queries)
    for query in listed:
        for key, value in _asked(query.scope):
            values.setdefault(key, {})[value] = None
        for key in map(str, query.group_by):
            values.setdefault(key, {})
    for key, known in values.items():
        if len(known) < 2 and not all(key in dict(_asked(query.scope)) for query in listed):
            known.update(dict.fromkeys(_examples(key)))
    kept = {key: list(known)[:6] for key, known in values.items()}
    every = [dict(zip(kept, each, strict=True)) for each in islice(product(*kept.values()), _LOOKED_AT)]
    possible = [each for each in every if _is_possible(each)]
    # Without a pattern of their order, so that each value is among those that are taken.
    possible.sort(key=lambda each: crc32(repr(each).encode()))
    return [frozenset(f"{key}:{value}" for key, value in each.items()) for each in possible[:_MOST]]


def _is_possible(tags: dict[str, str]) -> bool:
    """What has no error has no type of one; takes that away where it is so."""
    if tags.get("outcome") == "ok":
        tags.pop("error_type", None)
    return not (tags.get("outcome") == "error" and tags.get("fast") == "true")


def _asked(scope: Scope) -> Iterator[tuple[str, str]]:
    for term in scope.terms if isinstance(scope, Commas | And) else (scope,):
        yield from _in_term(term)


def _in_term(term: Term) -> Iterator[tuple[str, str]]:
    match term:
        case Tag(key, str(value)):
            yield key, value.replace("*", "a") if value != "*" else next(iter(_examples(key)))
        case In(key, values, negated=False):
            yield from ((key, value) for value in values if isinstance(value, str))
        case And(terms) | Or(terms):
            for each in terms:
                yield from _in_term(each)


def _examples(key: str) -> tuple[str, ...]:
    return _OTHERS.get(key) or _EXAMPLES.get(key) or (f"{key}-a", f"{key}-b", f"{key}-c")


def _texts(holder: Body) -> Iterator[str]:
    for widget in holder.get("widgets") or ():
        definition: Any = widget.get("definition") if isinstance(widget, Mapping) else None
        if not isinstance(definition, Mapping):
            continue
        yield from _texts(definition)
        for request in bodies(definition.get("requests")):
            yield from _in_request(request)


def _in_request(request: Body) -> Iterator[str]:
    if isinstance(request.get("q"), str):
        yield request["q"]
    queries = [*(request.get("queries") or ()), request.get("query")]
    for query in queries:
        if isinstance(query, Mapping) and isinstance(query.get("query"), str) and query.get("data_source") == "metrics":
            yield query["query"]


def _slo_texts(slo: Body) -> Iterator[str]:
    query = slo.get("query")
    if isinstance(query, Mapping):
        yield from (str(query[side]) for side in ("numerator", "denominator") if side in query)
    specification = slo.get("sli_specification") or {}
    for part in (specification.get("count"), (specification.get("time_slice") or {}).get("query")):
        for each in (part or {}).get("queries") or ():
            yield str(each.get("query"))
