"""Searches of events and logs, held against one of them (docs: logs/explorer/search_syntax)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import Any, Final

from dogwatch.query import (
    Bound,
    Facet,
    FreeText,
    Holds,
    NotANumber,
    Phrase,
    Range,
    Search,
    SearchCondition,
    SearchFunction,
    comparing,
    holding,
    wildcards,
)

from .records import Record
from .refusal import refused

Finds = Holds[Record]

_WORD: Final = re.compile(r"\w+")
_TERM: Final = re.compile(r"(?:\w|[*?])+")


def finding(search: Search) -> Finds:
    """What says whether the search finds a record. Raises NotEvaluated for what is not held against one here."""
    return holding(search.condition, _leaf) if search.condition is not None else _always


def text_of(value: Any) -> str:
    """A value as it is written in a search and in a group: a whole number without a point."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _always(record: Record) -> bool:
    return True


def _leaf(term: SearchCondition) -> Finds:
    match term:
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
    in_text = _leaf(value)
    is_word = isinstance(value, FreeText)
    whole = wildcards(value.text, re.IGNORECASE) if is_word else re.compile(re.escape(value.text), re.IGNORECASE)
    return lambda record: in_text(record) or any(whole.fullmatch(text_of(each)) for each in record.every_value())


def _facet(key: str, value: SearchCondition) -> Finds:
    """Whether one of a record's values at a path is as asked; what is asked of none of them, holds for every one."""

    def leaf(value: SearchCondition) -> Finds:
        fits = _fitting(value)
        return lambda record: any(fits(seen) for seen in record.values(key))

    return holding(value, leaf)


def _fitting(value: SearchCondition) -> Holds[Any]:
    match value:
        case FreeText(str(text)):
            pattern = wildcards(text)
            return lambda seen: pattern.fullmatch(text_of(seen)) is not None
        case Phrase(text):
            return lambda seen: text_of(seen) == text
        case Bound() | Range():
            return _comparing(value)
        case _:
            raise refused("search-terms", f"{value} is not held against values here", "write a value")


def _comparing(value: Bound | Range) -> Holds[Any]:
    try:
        return comparing(value, _number)
    except NotANumber as error:
        why = f"{error} is no number to compare with"
        raise refused("search-bounds", why, "write a number without a unit") from None


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
