"""Searches in words: `service is web and @http.status_code is at least 500`."""

from __future__ import annotations

from dogwatch.query.scope import Variable
from dogwatch.query.search import (
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
)

from .scopes import is_value

_BOUNDS = {">": "above", ">=": "at least", "<": "below", "<=": "at most"}
_EVERYTHING = FreeText("*")


def search(of: Search) -> str:
    """What is found, `, where service is web`; nothing where that is everything."""
    return "" if of.condition is None or of.condition == _EVERYTHING else f", where {_condition(of.condition)}"


def _condition(condition: SearchCondition, subject: str | None = None) -> str:
    """The condition in words; of the values of a facet, its name is the subject."""
    match condition:
        case Facet(key, value):
            return _condition(value, key if subject is None else f"{subject} {key}")
        case Every(terms):
            return " and ".join(_nested(term, subject) for term in terms)
        case Either(terms):
            return " or ".join(_nested(term, subject) for term in terms)
        case Without(term):
            return f"not ({_condition(term, subject)})"
        case Bound(comparator, value):
            return f"{subject or 'it'} is {_BOUNDS[comparator]} {value}"
        case Range(low, high):
            edges = "" if condition.with_low and condition.with_high else ", edges excluded"
            return f"{subject or 'it'} is from {low} to {high}{edges}"
        case SearchFunction():
            return f"{condition} holds"
        case FreeText(text):
            return f"it says {text}" if subject is None else is_value(subject, text)
        case Phrase(text):
            return f"it says {text!r}" if subject is None else f"{subject} is {text!r}"
        case Variable():
            return f"it has {condition}" if subject is None else f"{subject} is {condition}"


def _nested(term: SearchCondition, subject: str | None) -> str:
    said = _condition(term, subject)
    is_several = isinstance(term.value if isinstance(term, Facet) else term, Every | Either)
    return f"({said})" if is_several else said
