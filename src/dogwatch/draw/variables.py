"""Template variables: what they stand for now, and putting that into queries and texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from dogwatch.query import (
    EVERYTHING,
    And,
    Commas,
    Excluded,
    Expression,
    In,
    MetricQuery,
    Not,
    Or,
    Scope,
    Tag,
    Term,
    Variable,
    map_queries,
    narrow,
    substitute,
)

ANY: Final = "*"
_NAMED: Final = re.compile(r"\$([A-Za-z][\w-]*)(\.(?:value|key))?")

T = TypeVar("T", bound=Expression)


@dataclass(frozen=True)
class Choice:
    """A variable of a dashboard and what it stands for; `("*",)` where nothing is chosen, which filters nothing.

    Without a key (`prefix` in Datadog) its values are whole tags. One to group by has keys of tags as values.
    """

    name: str
    key: str | None
    values: tuple[str, ...]
    offered: tuple[str, ...] = ()
    groups: bool = False

    @property
    def is_free(self) -> bool:
        return ANY in self.values

    @property
    def tags(self) -> tuple[str, ...]:
        """What it stands for, as tags."""
        return tuple(f"{self.key}:{value}" if self.key else value for value in self.values)


def choices(dashboard: Mapping[str, Any], given: Mapping[str, Sequence[str]]) -> dict[str, Choice]:
    """The variables of a dashboard by their names, with the values given or else their defaults."""
    listed = dashboard.get("template_variables") or ()
    found = [_choice(each, given) for each in listed if isinstance(each, Mapping) and isinstance(each.get("name"), str)]
    return {choice.name: choice for choice in found}


def _choice(variable: Mapping[str, Any], given: Mapping[str, Sequence[str]]) -> Choice:
    name = variable["name"]
    default = variable.get("defaults") or [variable.get("default") or ANY]
    chosen = tuple([str(value) for value in given.get(name) or default if value])
    offered = tuple([str(each) for each in variable.get("available_values") or ()])
    return Choice(name, variable.get("prefix") or None, chosen or (ANY,), offered, variable.get("type") == "group")


def filled(tree: T, choices: Mapping[str, Choice]) -> T:
    """The expression without variables. Raises ValueError for one that the dashboard does not have."""
    free = {name for name, choice in choices.items() if choice.is_free}
    several = {name: choice for name, choice in choices.items() if len(choice.values) > 1 and not choice.is_free}
    cleared: T = map_queries(tree, lambda query: _cleared(query, free, several))
    return substitute(cleared, {name: _term(choice) for name, choice in choices.items()})


def filled_text(text: str, choices: Mapping[str, Choice]) -> str:
    """A text with `$env` as `env:prod` and `$env.value` as `prod`, as notes and titles show them."""

    def said(match: re.Match[str]) -> str:
        choice = choices.get(match[1])
        if choice is None:
            return match[0]
        match match[2]:
            case ".value":
                return ",".join(choice.values)
            case ".key":
                return choice.key or choice.name
            case _:
                return ",".join(choice.tags)

    return _NAMED.sub(said, text)


def filled_search(text: str, choices: Mapping[str, Choice], *, everything: str = "") -> str:
    """A search with the chosen values: several stand in brackets with OR, one without a choice is `everything`."""

    def said(match: re.Match[str]) -> str:
        choice = choices.get(match[1])
        if choice is None:
            return match[0]
        if match[2] == ".key":
            return choice.key or choice.name
        if match[2] == ".value":
            return _either(choice.values)
        return everything if choice.is_free else _either(choice.tags)

    return _NAMED.sub(said, text)


def _either(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"({' OR '.join(values)})"


def _term(choice: Choice) -> Term:
    if choice.groups:
        return Tag(choice.values[0], ANY)
    key = choice.key or choice.values[0].partition(":")[0]
    values = choice.values if choice.key else [value.partition(":")[2] for value in choice.values]
    if choice.is_free:
        return Tag(choice.key or choice.name, ANY)
    return Tag(key, values[0] or None) if len(values) == 1 else In(key, tuple(values))


def _cleared(query: MetricQuery, free: set[str], several: Mapping[str, Choice]) -> MetricQuery:
    """The query without conditions that filter nothing, and without groups by what is not chosen."""
    terms = [_kept(term, free, several) for term in _terms(query.scope)]
    scope = narrow(EVERYTHING, [term for term in terms if term is not None])
    keys = tuple([key for key in query.group_by if not (isinstance(key, Variable) and key.name in free)])
    return replace(query, scope=scope, group_by=keys)


def _terms(scope: Scope) -> tuple[Term, ...]:
    return scope.terms if isinstance(scope, Commas | And) else (scope,)


def _kept(term: Term, free: set[str], several: Mapping[str, Choice]) -> Term | None:
    """The term, or None where a variable without a choice makes it hold for everything."""
    match term:
        case Variable(name) if name in free and term.part is None:
            return None
        case Tag(key, Variable(name)) if name in several:
            return In(key, several[name].values)
        case Excluded(inner) | Not(inner):
            kept = _kept(inner, free, several)
            if kept is None:
                return None
            return term if kept is inner else Not(kept)  # type: ignore[arg-type]  # only an In comes of a Tag
        case And(terms):
            left = [each for each in (_kept(each, free, several) for each in terms) if each is not None]
            return And(tuple(left)) if len(left) > 1 else next(iter(left), None)  # type: ignore[arg-type]
        case Or(terms):
            choices = [_kept(each, free, several) for each in terms]
            return None if None in choices else Or(tuple(choices))  # type: ignore[arg-type]
        case _:
            return term
