"""The scope of a downtime: which groups of a monitor it is about (docs: monitors/downtimes, downtime scope syntax)."""

from __future__ import annotations

import re
from typing import Final

from .parser import parse_search
from .search import Either, Every, Facet, FreeText, Phrase, SearchCondition, Without

_KEY: Final = re.compile(r"[A-Za-z][\w.\-/]*")
_MOST_LEVELS: Final = 2


def scope_mistake(scope: str) -> str | None:
    """Why Datadog takes no such scope, in a sentence; None for one that it takes.

    Raises QuerySyntaxError for what is no search at all.
    """
    condition = parse_search(scope).condition
    if condition is None:
        return "The scope is empty; write * for all groups"
    if isinstance(condition, Either):
        return "OR is not supported between keys; schedule a downtime for each"
    if condition == FreeText("*"):
        return None
    if _levels(condition) > _MOST_LEVELS:
        return f"A scope has at most {_MOST_LEVELS} levels of parentheses"
    return _mistake(condition)


def _levels(condition: SearchCondition) -> int:
    """How deep its parentheses go, those around values too; the terms of the scope itself stand in none."""
    match condition:
        case Every(terms):
            return max(map(_nested, terms))
        case _:
            return _nested(condition)


def _nested(condition: SearchCondition) -> int:
    match condition:
        case Every(terms) | Either(terms):
            return 1 + max(map(_nested, terms))
        case Without(term):
            return _nested(term)
        case Facet(_, value):
            return _nested(value)
    return 0


def _mistake(condition: SearchCondition) -> str | None:
    match condition:
        case Every(terms) | Either(terms):
            return next(filter(None, map(_mistake, terms)), None)
        case Without(Facet(_, Every())) | Without(Every()):
            return "NOT is supported for a key with a value, or with values that OR joins"
        case Without(term):
            return _mistake(term)
        case Facet(key, value):
            if _KEY.fullmatch(key) is None:
                return f"The key {key!r} has letters that no key has"
            return _value_mistake(value)
    return "All values must have a key"


def _value_mistake(value: SearchCondition) -> str | None:
    match value:
        case Phrase():
            return None
        case FreeText(text):
            return "The wildcard ? is not supported; write *" if "?" in str(text) else None
        case Every(terms) | Either(terms):
            return next(filter(None, map(_value_mistake, terms)), None)
        case Without():
            return "NOT stands in front of a key, not of a value"
    return "A scope has no comparisons and no ranges"
