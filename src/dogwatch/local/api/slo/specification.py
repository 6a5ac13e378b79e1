"""What an SLO measures: `query` and `sli_specification`, of which the server derives each from the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dogwatch.local.api import errors

Specification = dict[str, Any]

COMPARATORS = (">", ">=", "<", "<=")
INTERVALS = (60, 300)
DEFAULT_INTERVAL = 300

_SCOPED = r"[A-Za-z][\w.]*\{[^{}]*\}(?:\s*by\s*\{[^{}]*\})?"
_CALLS = r"(?:\.\w+\((?:[^()]|\([^()]*\))*\))*"
_METRIC_QUERY = re.compile(rf"(?:\w+(?:\([^()]*\))?\s*:\s*)?{_SCOPED}{_CALLS}")
_NAME = re.compile(r"[A-Za-z_]\w*")


def of_metric(sent: Mapping[str, Any]) -> Specification:
    """`query` and `sli_specification` of a metric SLO, from whichever was sent; the specification wins.

    Recorded since March 2026: an SLO sent with a `query` has a specification too.
    """
    specification = sent.get("sli_specification")
    if specification is not None:
        count = _count(specification)
        return {"query": _query_of(count), "sli_specification": {"count": count}}
    query = _query(sent.get("query"))
    return {"query": query, "sli_specification": {"count": _count_of(query)}}


def _query(sent: object) -> dict[str, str]:
    if not isinstance(sent, dict):
        raise errors.slo("must specify the query for count types")
    texts = {name: sent.get(name) for name in ("denominator", "numerator")}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise errors.slo("must specify the query for count types")
    return {name: str(text) for name, text in texts.items()}


def _count(sent: object) -> Specification:
    count = sent.get("count") if isinstance(sent, dict) else None
    if not isinstance(count, dict):
        raise errors.slo("must specify the query for count types")
    names = [_formula(count, "good_events_formula")]
    ends = [name for name in ("bad_events_formula", "total_events_formula") if count.get(name) is not None]
    if len(ends) != 1:
        raise errors.slo("must specify exactly one of bad_events_formula and total_events_formula")
    names.append(_formula(count, ends[0]))
    queries = _queries(count.get("queries"))
    missing = {name for text in names for name in _NAME.findall(text)} - queries.keys() - _functions(names)
    if missing:
        raise errors.slo(f"no query is named {min(missing)}")
    return count


def _functions(formulas: Iterable[str]) -> set[str]:
    return {name for text in formulas for name in re.findall(r"([A-Za-z_]\w*)\s*\(", text)}


def _formula(count: Mapping[str, Any], name: str) -> str:
    formula = count.get(name)
    text = formula.get("formula") if isinstance(formula, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise errors.slo(f"must specify {name}")
    return text


def _queries(sent: object) -> dict[str, str]:
    if not isinstance(sent, list) or not sent:
        raise errors.slo("must specify at least one query")
    for each in sent:
        if (
            not isinstance(each, dict)
            or not isinstance(each.get("name"), str)
            or not isinstance(each.get("query"), str)
        ):
            raise errors.slo("every query must have a name and a query")
    return {each["name"]: each["query"] for each in sent}


def _query_of(count: Specification) -> dict[str, str]:
    queries = _queries(count["queries"])
    good = _written_out(count["good_events_formula"]["formula"], queries)
    if "total_events_formula" in count:
        total = _written_out(count["total_events_formula"]["formula"], queries)
    else:
        total = f"({good}) + ({_written_out(count['bad_events_formula']['formula'], queries)})"
    return {"denominator": total, "numerator": good}


def _written_out(formula: str, queries: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: queries.get(name.group(), name.group()), formula)


def _count_of(query: Mapping[str, str]) -> Specification:
    """Each distinct metric query gets a name in order of appearance, the numerator's first (recorded)."""
    found = [text for side in ("numerator", "denominator") for text in _METRIC_QUERY.findall(query[side])]
    names = {text: f"query{number}" for number, text in enumerate(dict.fromkeys(found), 1)}
    return {
        "queries": [{"data_source": "metrics", "name": name, "query": text} for text, name in names.items()],
        "good_events_formula": {"formula": _named(query["numerator"], names)},
        "total_events_formula": {"formula": _named(query["denominator"], names)},
    }


def _named(expression: str, names: Mapping[str, str]) -> str:
    formula = _METRIC_QUERY.sub(lambda query: names[query.group()], expression.strip())
    # Recorded for one operator: `a - b` comes back as `(query1 - query2)`, a single query without brackets.
    return formula if re.fullmatch(r"\w+", formula) else f"({formula})"


def of_time_slice(sent: Mapping[str, Any]) -> Specification:
    """`sli_specification` of a time slice SLO, with slices of 300 s unless it says 60."""
    specification = sent.get("sli_specification")
    slices = specification.get("time_slice") if isinstance(specification, dict) else None
    if not isinstance(slices, dict):
        raise errors.slo("must specify the sli_specification for time slice types")
    if slices.get("comparator") not in COMPARATORS:
        raise errors.slo(f"comparator must be one of {' '.join(COMPARATORS)}")
    if isinstance(slices.get("threshold"), bool) or not isinstance(slices.get("threshold"), int | float):
        raise errors.slo("threshold must be a number")
    _check_slice_query(slices.get("query"))
    if slices.get("query_interval_seconds", DEFAULT_INTERVAL) not in INTERVALS:
        raise errors.slo("query_interval_seconds must be 60 or 300")
    return {"sli_specification": {"time_slice": {"query_interval_seconds": DEFAULT_INTERVAL, **slices}}}


def _check_slice_query(sent: object) -> None:
    formulas = sent.get("formulas") if isinstance(sent, dict) else None
    if not isinstance(sent, dict) or not isinstance(formulas, list) or len(formulas) != 1:
        raise errors.slo("a time slice query must have exactly one formula")
    _queries(sent.get("queries"))
