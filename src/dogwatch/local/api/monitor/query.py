"""The checks the server makes on a monitor's query, by its type.

They look at the structure only: head, window, brackets, operator and number. Whatever recorded exchanges and published
monitors show as accepted is accepted; the inside of a metric expression or of a search is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dogwatch.local.api import errors

from . import slo_alert
from . import types as monitor_types

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_COMPARISON = re.compile(rf"(?<![<>=!])(<=|>=|==|!=|<|>)\s*({_NUMBER}|threshold)$")
_AGGREGATOR = r"(?:avg|sum|min|max|percentile|last)"
_WINDOW = r"(?:last|next|current)_(\d+)(mo|m|h|d|w)"
_HEAD = re.compile(rf"{_AGGREGATOR}\(\s*{_WINDOW}\s*\)\s*:")
_CHANGE = re.compile(rf"(?:pct_)?change\(\s*{_AGGREGATOR}\(\s*{_WINDOW}\s*\)\s*,\s*(?:last_\d+\w+|\d+\w+_ago)\s*\)\s*:")
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_STRING = re.compile(_QUOTED, re.DOTALL)
_ARGUMENTS = rf"\(\s*(?:{_QUOTED}(?:\s*,\s*{_QUOTED})*)?\s*\)"
_LAST = re.compile(r"""\.(?:last|current)\(\s*["'](\d+)(mo|m|h|d|w)["']\s*\)""")
_BY = re.compile(rf"\.by({_ARGUMENTS})")
_CHECK = re.compile(
    rf"{_QUOTED}\.over{_ARGUMENTS}(?:\.exclude{_ARGUMENTS})?(?:\.by{_ARGUMENTS})?"
    rf"\.last\(\s*(?P<last>\d+)\s*\)(?:\.by{_ARGUMENTS})?\.(?P<count>count|pct)_by_status\(\s*\)"
    rf"(?:\s*(?:<=|>=|<|>)\s*{_NUMBER})?"
)
_COMPOSITE_TOKEN = re.compile(r"\s*([0-9]{1,18}|&&|\|\||[!()])")

_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 44640}
LONGEST_METRIC_WINDOW = 44640
"""Minutes: Datadog's schema says a week, its pages a month; the longer is taken."""
LONGEST_EVENT_WINDOW = 2880
MOST_SUB_MONITORS = 10
LARGEST_LAST = 100
MOST_FACETS = 4


class Comparison(NamedTuple):
    """The end of a query; `number` is None where the query says `threshold`."""

    operator: str
    number: float | None


def is_formula(query: str) -> bool:
    return query.startswith("formula(")


def comparison(query: str) -> Comparison | None:
    """Operator and number at the end of the query, or None when it ends otherwise."""
    found = _COMPARISON.search(query)
    if not found:
        return None
    operator, number = found.groups()
    return Comparison(operator, None if number == "threshold" else float(number))


def check(type: str, query: str) -> None:
    """Refuses (400) a query that the server would not take for a monitor of this type; both are stripped texts."""
    if not query:
        raise errors.invalid("query")
    if type == monitor_types.COMPOSITE:
        sub_monitors(query)
    elif type == monitor_types.SERVICE_CHECK:
        _check_service_check(query)
    elif type == monitor_types.SLO:
        slo_alert.parsed(query)
    elif is_formula(query):
        _check_formula(query)
    elif type in monitor_types.METRIC:
        _check_metric(query)
    else:
        _check_events(type, query)


def _must(condition: object) -> None:
    if not condition:
        raise errors.invalid("query")


def _check_metric(query: str) -> None:
    head = _HEAD.match(query) or _CHANGE.match(query)
    if not head:
        raise errors.invalid("query")
    _check_window(head, LONGEST_METRIC_WINDOW)
    found = _COMPARISON.search(query)
    _must(found and query[head.end() : found.start()].strip())
    _must(_balanced(query))


def _check_formula(query: str) -> None:
    last = _LAST.search(query)
    if not last:
        raise errors.invalid("query")
    _check_window(last, LONGEST_METRIC_WINDOW)
    if comparison(query) is None:
        raise errors.invalid_operator()
    _must(_balanced(query))


def _check_events(type: str, query: str) -> None:
    sources = ("processes",) if type == monitor_types.PROCESS else monitor_types.EVENT_SOURCES.get(type, ())
    source = query.partition("(")[0].strip()
    last = _LAST.search(_after_search(query))
    if comparison(query) is None or (source not in sources and sources):
        # Datadog words a wrong source and a missing comparison alike.
        raise errors.invalid_operator()
    if not last:
        raise errors.invalid("query")
    _check_window(last, LONGEST_EVENT_WINDOW)
    _check_facets(_after_search(query))
    _must(sources and _balanced(query))


def _after_search(query: str) -> str:
    """What follows the first string of the query: a search may itself contain what looks like a window."""
    search = _STRING.search(query)
    return query[search.end() :] if search else query


def _check_facets(query: str) -> None:
    facets = [facet for texts in _BY.findall(query) for text in _STRING.findall(texts) for facet in text.split(",")]
    if len(facets) > MOST_FACETS:
        raise errors.invalid("query", f"it groups by {len(facets)} facets, and {MOST_FACETS} is the most")


def _check_window(window: re.Match[str], longest: int) -> None:
    minutes = int(window.group(1)) * _MINUTES[window.group(2)]
    if not 1 <= minutes <= longest:
        raise errors.invalid("query", f"the window {window.group(1)}{window.group(2)} is out of range")


def _check_service_check(query: str) -> None:
    found = _CHECK.fullmatch(query)
    if not found:
        raise errors.invalid("query")
    if not 1 <= int(found["last"]) <= LARGEST_LAST:
        raise errors.invalid("query", f"last({found['last']}) is out of range")


def consecutive_checks(query: str) -> int | None:
    """The n of `.last(n)` in a service check that counts consecutive statuses, else None."""
    found = _CHECK.fullmatch(query)
    return int(found["last"]) if found and found["count"] == "count" else None


def _balanced(query: str) -> bool:
    """Whether brackets outside strings close in order."""
    open_brackets: list[str] = []
    for character in _STRING.sub("", query):
        if character in "([{":
            open_brackets.append(character)
        elif character in ")]}" and (not open_brackets or open_brackets.pop() + character not in ("()", "[]", "{}")):
            return False
    return not open_brackets


def sub_monitors(query: str) -> list[int]:
    """The ids a composite query names, in order and each once; refuses (400) a query of another form."""
    tokens = _composite_tokens(query)
    rest = _disjunction(tokens)
    _must(not rest)
    ids = list(dict.fromkeys(int(token) for token in tokens if token.isdigit()))
    if len(ids) > MOST_SUB_MONITORS:
        raise errors.invalid("query", f"a composite monitor has at most {MOST_SUB_MONITORS} monitors")
    return ids


def _composite_tokens(query: str) -> list[str]:
    tokens = _COMPOSITE_TOKEN.findall(query)
    _must("".join(tokens) == "".join(query.split()))
    return tokens


def _disjunction(tokens: list[str]) -> list[str]:
    """Reads `a || b && !c`; gives the tokens that are left."""
    return _joined(tokens, "||", lambda inner: _joined(inner, "&&", _negation))


def _joined(tokens: list[str], by: str, part: Callable[[list[str]], list[str]]) -> list[str]:
    rest = part(tokens)
    while rest and rest[0] == by:
        rest = part(rest[1:])
    return rest


def _negation(tokens: list[str]) -> list[str]:
    _must(tokens)
    first, rest = tokens[0], tokens[1:]
    if first == "!":
        return _negation(rest)
    if first == "(":
        rest = _disjunction(rest)
        _must(rest and rest[0] == ")")
        return rest[1:]
    _must(first.isdigit())
    return rest


_BY_KEYS = re.compile(r"\bby\s*\{\s*[^}\s]")
_BY_CALL = re.compile(r"""\.by\(\s*["'][^"']+["']""")


def grouped(type: str, query: str) -> bool:
    """Whether the query has a state per group: `multi`, before `notify_by` is looked at.

    Formulas over `options.variables` count as ungrouped whatever their variables group by, as recorded for CI tests,
    cost, data quality and filtered metrics.
    """
    if type in (monitor_types.COMPOSITE, monitor_types.SLO) or is_formula(query):
        return False
    if type in monitor_types.METRIC:
        return _BY_KEYS.search(_STRING.sub("", query)) is not None
    return _BY_CALL.search(query) is not None
