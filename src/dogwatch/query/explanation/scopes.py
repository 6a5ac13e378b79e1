"""Scopes in words: `env is prod and region is not us`."""

from __future__ import annotations

from dogwatch.query.scope import And, Commas, Excluded, In, Interpolated, Not, Or, Scope, Tag, Term, Value, Variable

from .words import listed


def scope(of: Scope) -> str:
    """What series must be, `, where env is prod`; nothing where it asks for all."""
    if isinstance(of, Commas):
        return f", where {listed([_term(term) for term in of.terms])}" if of.terms else ""
    return f", where {_term(of)}"


def is_value(subject: str, value: Value, negation: str = "") -> str:
    """`host is web-1`, or of a pattern `host is like web-*`."""
    if value == "*":
        return f"{subject} is {negation}anything"
    like = "like " if isinstance(value, Interpolated) or (isinstance(value, str) and "*" in value) else ""
    return f"{subject} is {negation}{like}{value}" if value != "" else f"{subject} is {negation}empty"


def _term(term: Term) -> str:
    match term:
        case Variable() | Tag(_, None):
            return f"it has {_tag(term)}"
        case Tag(key, value) if value is not None:
            return is_value(key, value)
        case Excluded(Tag(key, value)) | Not(Tag(key, value)) if value is not None:
            return is_value(key, value, "not ")
        case Excluded(excluded):
            return f"it has not {_tag(excluded)}"
        case In(key, values, no):
            return f"{key} is {'none' if no else 'one'} of {', '.join(map(str, values))}"
        case Not(negated):
            return f"not ({_term(negated)})"
        case And(terms):
            return " and ".join(map(_nested, terms))
        case Or(terms):
            return " or ".join(map(_nested, terms))
        case _:
            raise AssertionError(f"{term!r} is no term")


def _nested(term: Term) -> str:
    return f"({_term(term)})" if isinstance(term, And | Or) else _term(term)


def _tag(term: Term) -> str:
    return "any tags" if term == Tag("*") else str(term)
