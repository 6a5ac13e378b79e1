"""The query language of the monitor search: `status:alert tag:(env:prod OR env:dev) -muted:true (cpu OR memory)`.

Words without a key look for a part of the title; words stand together by AND. Keys the emulated Datadog does not know
are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from dogwatch.local.api import errors

Found = Mapping[str, Any]
Condition = Callable[[Found], bool]

STATUSES = ("alert", "ignored", "no data", "ok", "skipped", "unknown", "warn")

_TOKEN = re.compile(r"""\s*([()]|-?(?:[\w.-]+:)?"[^"]*"|[^\s()]+)""")


def parsed(text: str) -> Condition:
    """A condition on a search result; refuses (400) what cannot be understood."""
    tokens = list(_spread(_TOKEN.findall(text)))
    if not tokens:
        return lambda found: True
    condition, rest = _disjunction(tokens)
    if rest:
        raise errors.bad_search(f"unexpected '{rest[0]}'")
    return condition


def _spread(tokens: list[str]) -> Iterator[str]:
    """`tag:(a OR b)` as `(tag:a OR tag:b)`: a key before a bracket is that of every word in it."""
    key, depth = "", 0
    for token, following in pairwise([*tokens, ""]):
        if not key and following == "(" and token.endswith(":"):
            key = token.removeprefix("-")
            yield from ["NOT"] if token.startswith("-") else []
        elif not key:
            yield token
        else:
            depth += {"(": 1, ")": -1}.get(token, 0)
            yield _keyed(token, key)
            key = key if depth else ""


def _keyed(token: str, key: str) -> str:
    if token in ("AND", "OR", "NOT", "-", "(", ")"):
        return token
    return f"-{key}{token[1:]}" if token.startswith("-") else f"{key}{token}"


def _disjunction(tokens: list[str]) -> tuple[Condition, list[str]]:
    condition, rest = _conjunction(tokens)
    conditions = [condition]
    while rest and rest[0] == "OR":
        condition, rest = _conjunction(rest[1:])
        conditions.append(condition)
    return lambda found: any(condition(found) for condition in conditions), rest


def _conjunction(tokens: list[str]) -> tuple[Condition, list[str]]:
    condition, rest = _negation(tokens)
    conditions = [condition]
    while rest and rest[0] not in ("OR", ")"):
        condition, rest = _negation(rest[1:] if rest[0] == "AND" else rest)
        conditions.append(condition)
    return lambda found: all(condition(found) for condition in conditions), rest


def _negation(tokens: list[str]) -> tuple[Condition, list[str]]:
    if not tokens:
        raise errors.bad_search("the query ends too early")
    first, rest = tokens[0], tokens[1:]
    if first in ("NOT", "-"):
        return _negated(*_negation(rest))
    if first.startswith("-"):
        return _negated(_term(first[1:]), rest)
    if first != "(":
        return _term(first), rest
    condition, rest = _disjunction(rest)
    if not rest:
        raise errors.bad_search("a bracket is not closed")
    return condition, rest[1:]


def _negated(condition: Condition, rest: list[str]) -> tuple[Condition, list[str]]:
    return lambda found: not condition(found), rest


def _term(token: str) -> Condition:
    if token in ("AND", "OR", ")"):
        raise errors.bad_search(f"unexpected '{token}'")
    key, colon, value = token.partition(":")
    if token.startswith('"') or not colon:
        return _title(token.strip('"'))
    if key not in _KEYS:
        raise errors.not_emulated(f"'{key}:' in a monitor search")
    return _KEYS[key](value.strip('"'))


def _title(value: str) -> Condition:
    return lambda found: value.lower() in found["name"].lower()


def _status(value: str) -> Condition:
    _check_status(value)
    return lambda found: found["status"].lower() == value.lower()


def _group_status(value: str) -> Condition:
    _check_status(value)
    return lambda found: any(group.status.word.lower() == value.lower() for group in found["groups"])


def _check_status(value: str) -> None:
    if value.lower() not in STATUSES:
        raise errors.bad_status(value)


def _equal(name: str) -> Callable[[str], Condition]:
    return lambda value: lambda found: str(found[name]).lower() == value.lower()


def _among(values: Callable[[Found], Iterable[str]]) -> Callable[[str], Condition]:
    def key(value: str) -> Condition:
        pattern = re.compile(re.escape(value).replace(r"\*", ".*"), re.IGNORECASE)
        return lambda found: any(pattern.fullmatch(each) for each in values(found))

    return key


def _tag_with(key: str) -> Callable[[str], Condition]:
    return lambda value: _KEYS["tag"](f"{key}:{value}")


def _muted(value: str) -> Condition:
    return lambda found: str(found["muted"]).lower() == value.lower()


_KEYS: Mapping[str, Callable[[str], Condition]] = {
    "status": _status,
    "group_status": _group_status,
    "title": _title,
    "name": _title,
    "type": _equal("classification"),
    "id": _equal("id"),
    "priority": lambda value: _equal("priority")(value.removeprefix("p").removeprefix("P")),
    "muted": _muted,
    "tag": _among(lambda found: found["tags"]),
    "group": _among(lambda found: [tag for group in found["groups"] for tag in group.name.split(",")]),
    "scope": _among(lambda found: found["scopes"]),
    "metric": _among(lambda found: found["metrics"]),
    "notification": _among(lambda found: [each["handle"] for each in found["notifications"]]),
    "env": _tag_with("env"),
    "service": _tag_with("service"),
    "team": _tag_with("team"),
}
