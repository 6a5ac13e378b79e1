"""Searches over tags, as downtimes, notification rules and corrections have them: which sets of tags match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from dogwatch.query import Either, Every, Facet, FreeText, Phrase, SearchCondition, Without, parse_search

ALL: Final = "*"


def matches(search: str, tags: Sequence[str]) -> bool:
    """Whether the tags (`key:value`) match a search such as `service:web AND env:(dev OR staging)`.

    `*` matches whatever there is, also nothing; `key:*` any tag with the key. Raises QuerySyntaxError for what is no
    search.
    """
    condition = _condition(search)
    return condition is None or _matches(condition, [tag.lower() for tag in tags])


@lru_cache(maxsize=1000)
def _condition(search: str) -> SearchCondition | None:
    return parse_search(search).condition


def _matches(condition: SearchCondition, tags: list[str]) -> bool:
    match condition:
        case FreeText(text="*"):
            return True
        case Without(term):
            return not _matches(term, tags)
        case Every(terms):
            return all(_matches(term, tags) for term in terms)
        case Either(terms):
            return any(_matches(term, tags) for term in terms)
        case Facet(key, value):
            prefix = f"{key.lower()}:"
            return _holds(value, [tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)])
    return False


def _holds(condition: SearchCondition, values: list[str]) -> bool:
    """Whether the values that a key has are as they should be."""
    match condition:
        case Phrase(text):
            return text.lower() in values
        case FreeText(text):
            return _any_fits(str(text).lower(), values)
        case Without(term):
            return not _holds(term, values)
        case Every(terms):
            return all(_holds(term, values) for term in terms)
        case Either(terms):
            return any(_holds(term, values) for term in terms)
    return False


def _any_fits(pattern: str, values: Iterable[str]) -> bool:
    """Whether one of them is the text, in which `*` stands for anything and a backslash takes a meaning away."""
    parts = re.split(r"(\\.|\*)", pattern)
    fits = re.compile("".join(".*" if part == ALL else re.escape(part.removeprefix("\\")) for part in parts), re.DOTALL)
    return any(fits.fullmatch(value) for value in values)
