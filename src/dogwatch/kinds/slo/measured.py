"""What is wrong with what an SLO is measured by (v1 API description, SLOSliSpec and SLOTimeSliceSpec)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.fields import number
from dogwatch.kinds.resource import Problem

_COMPARATORS = (">", ">=", "<", "<=")
_INTERVALS = (60, 300)
# What is no name of a function.
_NAME = re.compile(r"\b[A-Za-z_]\w*\b(?!\s*\()")
_COUNT = "sli_specification.count"
_SLICE = "sli_specification.time_slice"
_EXAMPLE = 'write {"numerator": ..., "denominator": ...}'


def query_problems(query: Any) -> Iterator[Problem]:
    """Two queries, of what was good and of all there was."""
    if not query:
        yield Problem("query", "is missing", _EXAMPLE)
    elif isinstance(query, Mapping):
        for name in ("numerator", "denominator"):
            if not _is_said(query.get(name)):
                yield Problem(f"query.{name}", f"{query.get(name)!r} is no query", _EXAMPLE)


def count_problems(count: Any) -> Iterator[Problem]:
    """Queries with names, and formulas over them: of what was good, and either of what was bad or of all there was."""
    if not isinstance(count, Mapping):
        yield Problem(_COUNT, f"{count!r}", "write an object with queries and formulas")
        return
    wrong = list(_queries(_COUNT, count.get("queries")))
    yield from wrong
    ends = [name for name in ("bad_events_formula", "total_events_formula") if count.get(name) is not None]
    if len(ends) != 1:
        seen = "it has a bad_events_formula and a total_events_formula" if ends else "it does not say of how many"
        yield Problem(_COUNT, seen, "write one of bad_events_formula and total_events_formula")
    for name in ("good_events_formula", *ends):
        yield from _formula(f"{_COUNT}.{name}", count.get(name), () if wrong else count["queries"])


def slice_problems(slices: Any) -> Iterator[Problem]:
    """A query of one formula, compared with a number, in slices that Datadog knows."""
    if not isinstance(slices, Mapping) or not slices:
        yield Problem(_SLICE, "is missing", "declare comparator, threshold and query")
        return
    if slices.get("comparator") not in _COMPARATORS:
        seen = f"{slices.get('comparator')!r} does not compare"
        yield Problem(f"{_SLICE}.comparator", seen, f"write one of {', '.join(_COMPARATORS)}")
    if expected := number(slices.get("threshold")):
        yield Problem(f"{_SLICE}.threshold", f"{slices.get('threshold')!r}", f"write {expected}")
    if slices.get("query_interval_seconds", _INTERVALS[0]) not in _INTERVALS:
        seen = f"{slices['query_interval_seconds']!r}: Datadog has no such slices"
        yield Problem(f"{_SLICE}.query_interval_seconds", seen, "write 60 or 300")
    query = slices.get("query")
    formulas = query.get("formulas") if isinstance(query, Mapping) else None
    if not isinstance(query, Mapping) or not isinstance(formulas, list) or len(formulas) != 1:
        yield Problem(
            f"{_SLICE}.query", "it has to have exactly one formula", 'write {"formulas": [...], "queries": ...}'
        )
    else:
        yield from _queries(f"{_SLICE}.query", query.get("queries"))


def _queries(path: str, queries: Any) -> Iterator[Problem]:
    if not isinstance(queries, list) or not queries:
        yield Problem(f"{path}.queries", f"{queries!r}", "write a list with a query")
        return
    for place, each in enumerate(queries):
        if not isinstance(each, Mapping) or not all(isinstance(each.get(name), str) for name in ("name", "query")):
            yield Problem(f"{path}.queries[{place}]", f"{each!r}", "give it a name and a query")


def _formula(path: str, formula: Any, queries: Any) -> Iterator[Problem]:
    text = formula.get("formula") if isinstance(formula, Mapping) else None
    if not _is_said(text):
        yield Problem(path, f"{formula!r}", 'write {"formula": ...} over the names of the queries')
        return
    names = [each["name"] for each in queries]
    for name in dict.fromkeys(_NAME.findall(str(text))):
        if names and name not in names:
            yield Problem(path, f"no query is named {name}", f"write one of {', '.join(names)}")


def _is_said(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip())
