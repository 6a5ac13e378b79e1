"""The rules of monitors on events and logs."""

from __future__ import annotations

from typing import Final

from dogwatch.measure import Rule

_SEARCH: Final = "logs/explorer/search_syntax"
_LOGS: Final = "monitors/types/log"

EVENTS: Final = (
    Rule("search", "exact", "AND, OR, exclusion, attributes, tags, ranges, wildcards, CIDR, lists", _SEARCH),
    Rule(
        "search-words",
        "approximate",
        "words are letters, digits and `_`, in any case; a term of several stands in a row in the message or the title",
        _SEARCH,
    ),
    Rule("search-case", "exact", "values of attributes are compared letter by letter, `*:word` in any case", _SEARCH),
    Rule("search-numbers", "decided", "a text that is a number is compared as one"),
    Rule("search-terms", "refused", "variables, functions other than CIDR, ranges of everything"),
    Rule("search-bounds", "refused", "bounds with units, such as `>1s`"),
    Rule("event-indexes", "exact", "a record has one, `main` unless it says so; without `index` all count", _LOGS),
    Rule(
        "event-count",
        "exact",
        "how many; `cardinality` how many different ones; others of numbers alone",
        _LOGS,
    ),
    Rule("event-cardinality", "approximate", "counted one by one; Datadog estimates many", _LOGS),
    Rule("event-percentiles", "approximate", "the least value that as many reach; Datadog reads a sketch", _LOGS),
    Rule("event-window", "decided", "from its first second up to before its last; by the time of the record"),
    Rule(
        "event-groups",
        "approximate",
        "a record is in a group for each value, and in none where it lacks a facet",
        _LOGS,
    ),
    Rule(
        "event-top-groups",
        "exact",
        "the top 1000 values of one facet, 30 of each of two, 10 of three, 5 of four, are seen at an evaluation: by the"
        " value of the first facet, then of the second within those of the first",
        _LOGS,
    ),
    Rule(
        "event-groups-not-seen",
        "decided",
        "a group that is not among the top ones is as one without records; of equal values the first in the alphabet"
        " are seen",
    ),
    Rule("event-facets", "refused", "more than four facets", _LOGS),
    Rule(
        "event-no-records",
        "exact",
        "no records are 0 in counts, and leave the state in measures; `on_missing_data` and `notify_no_data` win",
        "monitors/guide/on_missing_data",
    ),
    Rule(
        "event-below",
        "exact",
        "grouped, with `<` or `<=`: a group without records is OK while others have some; where none has, all are 0",
        _LOGS,
    ),
    Rule("event-groups-gone", "decided", "such a group is known for a day after its last record"),
    Rule("event-steps", "refused", "`.source`, `.new`, `.impact`, `.over` of events and logs"),
    Rule("event-rollups", "refused", "methods of `rollup` that Datadog's pages do not name, or with an interval"),
)
