"""What people write in a scope, turned into terms and checked against what Datadog would make of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from dogwatch.names import normalized_tag

from .scope import And, Excluded, In, Not, Or, Tag, Term, Variable, in_words, negated

Condition: TypeAlias = str | Term

_VARIABLE = re.compile(r"\$([A-Za-z][\w-]*)(?:\.(key|value))?")
_SEVERAL = re.compile(r",|\b(?:AND|OR|NOT|IN)\b|^\w+:\S+ (?:and|or)\b")
# A letter that no rule rewrites stands in for the wildcard while the rest of a value is checked.
_WILDCARD_STAND_IN = "ʘ"


def tag(key: str, value: str) -> Tag:
    """The tag `key:value`; `*` in the value matches any text, and `$name.value` is filled in later.

    Raises ValueError for a tag that Datadog would store differently, since a query for it would find nothing.
    """
    checked_key(key)
    if not isinstance(value, str):
        raise ValueError(f"the value of tag {key} is {value!r}; write a text, as in {key}={str(value).lower()!r}")
    if value.startswith("$"):
        return Tag(key, _variable(value))
    _refuse_rewritten(f"{key}:{value}")
    return Tag(key, value)


def checked_key(key: str) -> str:
    """A tag key as it stands. Raises ValueError for one that Datadog would store differently, or with a wildcard."""
    if not isinstance(key, str):
        raise ValueError(f"{key!r} is not a tag key; write a text, as in 'region'")
    if not key:
        raise ValueError("the tag key is empty; write one, as in 'region'")
    if "*" in key:
        raise ValueError(f"the tag key {key!r} has a wildcard; only values may, as in 'host:web-*'")
    if ":" in key:
        raise ValueError(f"the tag key {key!r} has a colon; write the key alone, {key.partition(':')[0]!r}")
    _refuse_rewritten(key)
    return key


def term(condition: Condition) -> Term:
    """The term a condition means: "env:prod", "!env:prod", "$env", a bare tag, or a term that is one already.

    Raises ValueError for a text that is none of these, or a tag that Datadog would store differently.
    """
    if isinstance(condition, (Tag, Variable, Excluded, Not, In, And, Or)):
        return condition
    if not isinstance(condition, str):
        raise ValueError(f"{condition!r} is not a condition; write a tag, as in 'env:prod' or env='prod'")
    if condition.startswith(("!", "-")):
        return Excluded(_atom(condition[1:]))
    return _atom(condition)


def terms(conditions: tuple[Condition, ...], tags: Mapping[str, str]) -> tuple[Term, ...]:
    """The terms that `where("env:prod", host="web-*")` means, in the order written."""
    return (*map(term, conditions), *(tag(key, value) for key, value in tags.items()))


def exclusion(condition: Condition) -> Term:
    """The opposite of a condition, in the comma style where that can say it."""
    meant = term(condition)
    return Excluded(meant) if isinstance(meant, Tag | Variable) else negated(meant)


def all_of(*conditions: Condition) -> Term:
    """`a AND b`: a term for `where` that holds when all of the conditions do."""
    words = tuple(in_words(term(condition)) for condition in conditions)
    return words[0] if len(words) == 1 else And(words)


def any_of(*conditions: Condition) -> Term:
    """`a OR b`: a term for `where` that holds when one of the conditions does."""
    words = tuple(in_words(term(condition)) for condition in conditions)
    return words[0] if len(words) == 1 else Or(words)


def not_(condition: Condition) -> Term:
    """`NOT a`: a term for `where` that holds when the condition does not."""
    return negated(term(condition))


def one_of(key: str, *values: str) -> Term:
    """`key IN (a,b)`: a term for `where` that holds when the tag has one of the values."""
    if not values:
        raise ValueError(f"one_of({key!r}) has no values; write at least one, as in one_of({key!r}, 'a', 'b')")
    for value in values:
        if isinstance(tag(key, value).value, Variable):
            raise ValueError(f"one_of({key!r}) has the variable {value}; write any_of('{key}:{value}', ...) instead")
    return In(key, values)


@lru_cache(maxsize=1024)  # a catalog asks by the same few tags and variables for each of its features
def _atom(text: str) -> Tag | Variable:
    if text.startswith("$"):
        return _variable(text)
    key, colon, value = text.partition(":")
    return tag(key, value) if colon else Tag(checked_key(text))


def _variable(text: str) -> Variable:
    match = _VARIABLE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a template variable; write '$env', '$env.value' or '$env.key'")
    return Variable(match[1], match[2])  # type: ignore[arg-type]  # the pattern's parts


@lru_cache(maxsize=1024)
def _stored(text: str) -> str:
    return normalized_tag(text.replace("*", _WILDCARD_STAND_IN)).replace(_WILDCARD_STAND_IN, "*")


def _refuse_rewritten(text: str) -> None:
    stored = _stored(text)
    if stored == text:
        return
    if _SEVERAL.search(text):
        remedy = "for several conditions write where('a:b', 'c:d'), any_of(...), one_of(...) or not_(...)"
    elif ":" in stored or (stored and ":" not in text):
        remedy = f"write {stored!r}"
    else:
        remedy = "write a letter first and a value behind the colon, as in 'env:prod'"
    raise ValueError(f"the tag {text!r} is not one that Datadog stores: it would make {stored!r} of it; {remedy}")
