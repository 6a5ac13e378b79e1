"""Scopes: which series of a metric a query reads, as trees that print as Datadog writes them.

Datadog has two styles and refuses a mixture of them (docs: metrics, advanced filtering): with commas,
`{env:prod,!region:us}`, and with words, `{env:prod AND NOT region:us}`. `Commas` is the first; `And`, `Or`, `Not` and
`In` are the second. The nodes of one style do not accept those of the other; `narrow` turns commas into words where
that is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .node import Node, Write


def _refuse_other_style(terms: tuple[object, ...], style: tuple[type, ...], remedy: str) -> None:
    for term in terms:
        if not isinstance(term, style):
            raise ValueError(
                f"{str(term)!r} mixes the comma style and the word style in one scope, which Datadog refuses; "
                f"write {remedy}"
            )


@dataclass(frozen=True, slots=True)
class Variable(Node):
    """A template variable: `$env` stands for a whole tag, `$env.value` and `$env.key` for one half of it."""

    name: str
    part: Literal["key", "value"] | None = None

    @property
    def below(self) -> tuple[Node, ...]:
        return ()

    def written(self, write: Write) -> str:
        return f"${self.name}.{self.part}" if self.part else f"${self.name}"


@dataclass(frozen=True, slots=True)
class Interpolated(Node):
    """A text with variables in it: `web-$env.value*`."""

    parts: tuple[str | Variable, ...]

    def written(self, write: Write) -> str:
        return "".join(map(write, self.parts))


Value: TypeAlias = str | Variable | Interpolated


@dataclass(frozen=True, slots=True)
class Tag(Node):
    """`key:value`, or a bare tag where the value is None; `*` in the value matches any text."""

    key: str
    value: Value | None = None

    @property
    def below(self) -> tuple[Node, ...]:
        return (self.value,) if isinstance(self.value, Node) else ()

    def written(self, write: Write) -> str:
        return self.key if self.value is None else f"{self.key}:{write(self.value)}"


@dataclass(frozen=True, slots=True)
class Excluded(Node):
    """`!tag`: series without the tag, in the comma style."""

    term: Tag | Variable

    def written(self, write: Write) -> str:
        return f"!{write(self.term)}"


@dataclass(frozen=True, slots=True)
class Commas(Node):
    """Terms that must all hold, `{env:prod,!region:us}`; without any it is `{*}`, every series.

    Raises ValueError for a term in the word style.
    """

    terms: tuple[Tag | Variable | Excluded, ...] = ()

    def __post_init__(self) -> None:
        _refuse_other_style(self.terms, (Tag, Variable, Excluded), "all_of(...), any_of(...) and not_(...) throughout")

    @property
    def below(self) -> tuple[Node, ...]:
        return self.terms

    def written(self, write: Write) -> str:
        return ",".join([_plain(term) or write(term) for term in self.terms]) or "*"


def _plain(term: Node) -> str | None:
    """A tag that was built, of which most scopes are made: there is but one way to write it."""
    if type(term) is Tag and term.read is None and type(term.value) is str:
        return f"{term.key}:{term.value}"
    return None


@dataclass(frozen=True, slots=True)
class In(Node):
    """`key IN (a,b)`: series whose tag has one of the values, or with `negated` none of them."""

    key: str
    values: tuple[Value, ...]
    negated: bool = False

    def written(self, write: Write) -> str:
        return f"{self.key} {'NOT IN' if self.negated else 'IN'} ({','.join(map(write, self.values))})"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`NOT term`, in the word style. Raises ValueError for a term in the comma style."""

    term: Word

    def __post_init__(self) -> None:
        _refuse_other_style((self.term,), (Tag, Variable, Not, In, And, Or), "not_(...) instead of !")

    def written(self, write: Write) -> str:
        term = write(self.term)
        return f"NOT ({term})" if isinstance(self.term, Not | And | Or) else f"NOT {term}"


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a AND b`: every term holds. Raises ValueError for a term in the comma style, or for fewer than two."""

    terms: tuple[Word, ...]

    def __post_init__(self) -> None:
        _check_words(self.terms)

    def written(self, write: Write) -> str:
        return " AND ".join(_nested(term, write) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a OR b`: at least one term holds. Raises ValueError for a term in the comma style, or for fewer than two."""

    terms: tuple[Word, ...]

    def __post_init__(self) -> None:
        _check_words(self.terms)

    def written(self, write: Write) -> str:
        return " OR ".join(_nested(term, write) for term in self.terms)


Word: TypeAlias = Tag | Variable | Not | In | And | Or
Term: TypeAlias = Tag | Variable | Excluded | Not | In | And | Or
Scope: TypeAlias = Commas | Not | In | And | Or

EVERYTHING = Commas()

# What both styles can say, or the comma style alone.
_IN_COMMAS = frozenset({Tag, Variable, Excluded})


def narrow(scope: Scope, terms: Iterable[Term]) -> Scope:
    """The scope that asks for the terms as well; it stays in commas as long as every term can be said with commas."""
    wanted = tuple(dict.fromkeys((*conjuncts(scope), *terms)))
    if (isinstance(scope, Commas) or len(wanted) == 1) and _IN_COMMAS.issuperset(map(type, wanted)):
        return Commas(wanted)  # type: ignore[arg-type]  # the types were just looked at
    return _all(tuple(map(in_words, wanted)))


def conjuncts(scope: Scope) -> tuple[Term, ...]:
    """The terms that must all hold for a series to be in the scope."""
    return scope.terms if isinstance(scope, Commas | And) else (scope,)


def in_words(term: Term) -> Word:
    """The same condition in the word style."""
    return negated(term.term) if isinstance(term, Excluded) else term


def negated(term: Term) -> Word:
    """The opposite condition, in the word style."""
    match term:
        case Excluded(inner):
            return inner
        case Not(inner):
            return inner
        case In(key, values, no):
            return In(key, values, not no)
        case _:
            return Not(term)


def atoms(scope: Scope | Term) -> Iterator[Tag | Variable | In]:
    """Every tag, variable and IN of a scope, negated ones too, in the order they are written."""
    match scope:
        case Commas(terms) | And(terms) | Or(terms):
            for term in terms:
                yield from atoms(term)
        case Excluded(term) | Not(term):
            yield from atoms(term)
        case _:
            yield scope


def _all(words: tuple[Word, ...]) -> Scope:
    if len(words) > 1:
        return And(words)
    return Commas((words[0],)) if isinstance(words[0], Tag | Variable) else words[0]


def _nested(term: Word, write: Write) -> str:
    return f"({write(term)})" if isinstance(term, And | Or) else write(term)


def _check_words(terms: tuple[Word, ...]) -> None:
    if len(terms) < 2:
        raise ValueError(f"AND and OR join at least two terms, here {len(terms)}; write more, or the one alone")
    _refuse_other_style(terms, (Tag, Variable, Not, In, And, Or), "not_(...) instead of !")
