"""Searches of events and logs, held against one of them (docs: logs/explorer/search_syntax)."""

from __future__ import annotations

import ipaddress
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from dogwatch.query import (
    Bound,
    Either,
    Every,
    Facet,
    FreeText,
    Phrase,
    Range,
    Search,
    SearchCondition,
    SearchFunction,
    Without,
    wildcards,
)

from .records import Record
from .refusal import refused

Finds: TypeAlias = Callable[[Record], bool]
_Fits: TypeAlias = Callable[[Any], bool]

_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WORD: Final = re.compile(r"\w+")
_TERM: Final = re.compile(r"(?:\w|[*?])+")


def finding(search: Search) -> Finds:
    """What says whether the search finds a record. Raises NotEvaluated for what is not held against one here."""
    return _finding(search.condition) if search.condition is not None else _always


def text_of(value: Any) -> str:
    """A value as it is written in a search and in a group: a whole number without a point."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _always(record: Record) -> bool:
    return True


def _finding(term: SearchCondition) -> Finds:
    match term:
        case Every(terms):
            each = tuple(map(_finding, terms))
            return lambda record: all(one(record) for one in each)
        case Either(terms):
            each = tuple(map(_finding, terms))
            return lambda record: any(one(record) for one in each)
        case Without(inner):
            one = _finding(inner)
            return lambda record: not one(record)
        case FreeText("*"):
            return _always
        case FreeText(str(text)):
            return _in_text([wildcards(word, re.IGNORECASE) for word in _TERM.findall(text)])
        case Phrase(text):
            return _in_text([re.compile(re.escape(word), re.IGNORECASE) for word in _WORD.findall(text)])
        case Facet("*", value):
            return _anywhere(value)
        case Facet(key, value):
            return _facet(key, value)
        case SearchFunction("CIDR", arguments):
            return _in_networks(arguments)
        case _:
            raise refused("search-terms", f"{term} is not looked for in events and logs", "search without it")


def _in_text(words: Sequence[re.Pattern[str]]) -> Finds:
    """Whether words stand side by side in the title or in the message, in any case."""

    def found(record: Record) -> bool:
        return any(_stand_in(words, _WORD.findall(text)) for text in (record.title, record.message))

    return found


def _stand_in(words: Sequence[re.Pattern[str]], text: Sequence[str]) -> bool:
    starts = range(len(text) - len(words) + 1)
    return any(all(word.fullmatch(text[start + at]) for at, word in enumerate(words)) for start in starts)


def _anywhere(value: SearchCondition) -> Finds:
    """`*:word`: in the message, or all of an attribute's value, in any case."""
    if not isinstance(value, FreeText | Phrase) or not isinstance(value.text, str):
        raise refused("search-terms", f"*:{value} is not looked for everywhere", "name an attribute")
    in_text = _finding(value)
    is_word = isinstance(value, FreeText)
    whole = wildcards(value.text, re.IGNORECASE) if is_word else re.compile(re.escape(value.text), re.IGNORECASE)
    return lambda record: in_text(record) or any(whole.fullmatch(text_of(each)) for each in record.every_value())


def _facet(key: str, value: SearchCondition) -> Finds:
    """Whether one of a record's values at a path is as asked; what is asked of none of them, holds for every one."""
    match value:
        case Every(terms):
            each = [_facet(key, term) for term in terms]
            return lambda record: all(one(record) for one in each)
        case Either(terms):
            each = [_facet(key, term) for term in terms]
            return lambda record: any(one(record) for one in each)
        case Without(inner):
            one = _facet(key, inner)
            return lambda record: not one(record)
        case _:
            fits = _fitting(value)
            return lambda record: any(fits(seen) for seen in record.values(key))


def _fitting(value: SearchCondition) -> _Fits:
    match value:
        case FreeText(str(text)):
            pattern = wildcards(text)
            return lambda seen: pattern.fullmatch(text_of(seen)) is not None
        case Phrase(text):
            return lambda seen: text_of(seen) == text
        case Bound(comparator, str(text)):
            return _bound(comparator, text)
        case Range(low, high, with_low, with_high):
            above = _bound(">=" if with_low else ">", low)
            below = _bound("<=" if with_high else "<", high)
            return lambda seen: above(seen) and below(seen)
        case _:
            raise refused("search-terms", f"{value} is not held against values here", "write a value")


def _bound(comparator: str, text: str) -> _Fits:
    if text == "*":
        return lambda seen: True
    compare, bound = _COMPARE[comparator], _number(text)
    if bound is None:
        raise refused("search-bounds", f"{text} is no number to compare with", "write a number without a unit")

    def fits(seen: Any) -> bool:
        number = _number(seen)
        return number is not None and compare(number, bound)

    return fits


def _number(value: Any) -> float | None:
    """A number, also one that is written as a text."""
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None


def _in_networks(arguments: str) -> Finds:
    path, *blocks = (argument.strip() for argument in arguments.split(","))
    try:
        networks = [ipaddress.ip_network(block, strict=False) for block in blocks]
    except ValueError as error:
        raise refused("search-terms", f"CIDR({arguments}): {error}", "write blocks like 13.0.0.0/8") from None

    def within(value: Any) -> bool:
        try:
            address = ipaddress.ip_address(text_of(value))
        except ValueError:
            return False
        return any(address in network for network in networks)

    return lambda record: any(within(value) for value in record.values(path))
