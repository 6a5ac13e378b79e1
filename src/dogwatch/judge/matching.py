"""Searches over tags, as downtimes, notification rules and corrections have them: which sets of tags match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from dogwatch.query import Facet, FreeText, Holds, Phrase, SearchCondition, holding, parse_search

ALL: Final = "*"


def matches(search: str, tags: Sequence[str]) -> bool:
    """Whether the tags (`key:value`) match a search such as `service:web AND env:(dev OR staging)`.

    `*` matches whatever there is, also nothing; `key:*` any tag with the key. Raises QuerySyntaxError for what is no
    search.
    """
    return _holds(search)([tag.lower() for tag in tags])


@lru_cache(maxsize=1000)
def _holds(search: str) -> Holds[list[str]]:
    condition = parse_search(search).condition
    return _always if condition is None else holding(condition, _leaf)


def _always(tags: list[str]) -> bool:
    return True


def _never(tags: list[str]) -> bool:
    return False


def _leaf(condition: SearchCondition) -> Holds[list[str]]:
    match condition:
        case FreeText("*"):
            return _always
        case Facet(key, value):
            prefix, holds = f"{key.lower()}:", holding(value, _fitting)
            return lambda tags: holds([tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)])
    return _never


def _fitting(value: SearchCondition) -> Holds[list[str]]:
    """What says whether the values that a key has are as they should be."""
    match value:
        case Phrase(words):
            phrase = words.lower()
            return lambda values: phrase in values
        case FreeText(text):
            pattern = str(text).lower()
            return lambda values: _any_fits(pattern, values)
    return _never


def _any_fits(pattern: str, values: Iterable[str]) -> bool:
    """Whether one of them is the text, in which `*` stands for anything and a backslash takes a meaning away."""
    parts = re.split(r"(\\.|\*)", pattern)
    fits = re.compile("".join(".*" if part == ALL else re.escape(part.removeprefix("\\")) for part in parts), re.DOTALL)
    return any(fits.fullmatch(value) for value in values)
