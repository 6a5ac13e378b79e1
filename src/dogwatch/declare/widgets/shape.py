"""Values held against types as annotations write them: what an argument must be, at the time it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import attrs

from dogwatch.nearest import nearest


class Argument:
    """An attrs class whose instances stand among the arguments of functions: their fields are looked at too.

    `called` is what people read where one is missing; the name of the class unless it is given.
    """

    __slots__ = ()

    called: ClassVar[str] = ""


class Misfit(NamedTuple):
    """Where in a value, what stands there, and what to write instead."""

    path: str
    value: Any
    remedy: str


Look: TypeAlias = Callable[[Any], Misfit | None]

_NOUNS: Mapping[Any, str] = {
    bool: "True or False",
    float: "a number",
    int: "a whole number",
    str: "a text",
}


@cache
def look(hint: Any) -> Look:
    """What finds the first misfit of a value of this type; it finds None where there is none.

    Knows classes, the fields of an `Argument`, Literal, unions, lists and other iterables, mappings and TypedDict. An
    int is a float, a bool is neither.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda value: None
    if origin is Literal:
        return _one_of(inner)
    if origin in (Union, UnionType):
        return _either(inner)
    if is_typeddict(hint):
        return _fields(get_type_hints(hint))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(look(inner[1]))
    if origin is not None and issubclass(origin, Iterable):
        return _list(look(inner[0]), noun(hint))
    return _argument(hint) if issubclass(hint, Argument) else _instance(hint)


def noun(hint: Any) -> str:
    """What a type is in words."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return f"one of {', '.join(map(repr, inner))}"
    if origin in (Union, UnionType):
        *others, last = dict.fromkeys(noun(each) for each in inner if each is not type(None))
        return f"{', '.join(others)} or {last}" if others else last
    if is_typeddict(hint) or (origin is not None and issubclass(origin, Mapping)):
        return "a mapping"
    if origin is not None and issubclass(origin, Iterable):
        return "a list"
    return (
        _NOUNS.get(hint)
        or getattr(hint, "called", "")
        or f"{'an' if hint.__name__[0] in 'AEIOU' else 'a'} {hint.__name__}"
    )


def _instance(hint: Any) -> Look:
    # The exact classes first: that is faster, and tells True from 1.
    exact, misfit = _exact(hint), f"write {noun(hint)}"
    if hint in (int, float):
        return lambda value: None if type(value) in exact else Misfit("", value, misfit)
    return lambda value: None if type(value) in exact or isinstance(value, hint) else Misfit("", value, misfit)


def _exact(hint: Any) -> frozenset[Any]:
    return frozenset((int, float) if hint is float else (hint,))


def _one_of(words: tuple[str, ...]) -> Look:
    known = frozenset(words)

    def look(value: Any) -> Misfit | None:
        if isinstance(value, str) and value in known:
            return None
        meant = nearest(value, words) if isinstance(value, str) else None
        listed = ", ".join(map(repr, words))
        return Misfit("", value, f"did you mean {meant!r}?" if meant else f"write one of {listed}")

    return look


def _either(hints: tuple[Any, ...]) -> Look:
    # An instance of a plain class needs no second look, and most values are one.
    plain = tuple(each for each in hints if _is_plain(each))
    exact = frozenset().union(*(_exact(each) for each in hints if _is_plain(each) or each in (int, float)))
    looks = [look(each) for each in sorted(hints, key=_order) if each not in plain]
    remedy = f"write {noun(Union[hints])}"  # noqa: UP007 - of types that are known when it runs

    def find(value: Any) -> Misfit | None:
        if type(value) in exact or isinstance(value, plain):
            return None
        misfits = []
        for each in looks:
            if (misfit := each(value)) is None:
                return None
            misfits.append(misfit)
        # What is right until some place inside was meant that way.
        inside = [misfit for misfit in misfits if misfit.path]
        return inside[0] if inside else misfits[0] if len(misfits) == 1 and not plain else Misfit("", value, remedy)

    return find


def _order(hint: Any) -> int:
    """What is told by its class alone comes first: mappings, then what else holds something."""
    origin = get_origin(hint)
    if is_typeddict(hint) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return 0
    return 1 if isinstance(origin, type) and issubclass(origin, Iterable) else 2


def _is_plain(hint: Any) -> bool:
    """Whether an instance of a class is right without another look."""
    is_class = isinstance(hint, type) and get_origin(hint) is None and not is_typeddict(hint)
    return is_class and hint not in (int, float) and not issubclass(hint, Argument)


def _list(of: Look, noun: str) -> Look:
    def find(values: Any) -> Misfit | None:
        if type(values) not in (list, tuple) and not _is_several(values):
            return Misfit("", values, f"write {noun}")
        for place, value in enumerate(values):
            if misfit := of(value):
                return misfit._replace(path=f"[{place}]{misfit.path}")
        return None

    return find


def _is_several(values: Any) -> bool:
    return isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping))


def _mapping(of: Look) -> Look:
    def find(values: Any) -> Misfit | None:
        if type(values) is not dict and not isinstance(values, Mapping):
            return Misfit("", values, "write a mapping")
        for name, value in values.items():
            if misfit := of(value):
                return misfit._replace(path=f"[{name!r}]{misfit.path}")
        return None

    return find


def _fields(types: Mapping[str, Any]) -> Look:
    looks = {name: look(type) for name, type in types.items()}

    def find(values: Any) -> Misfit | None:
        if not isinstance(values, Mapping):
            return Misfit("", values, f"write a mapping with some of {', '.join(map(repr, looks))}")
        for name, value in values.items():
            if name not in looks:
                meant = nearest(str(name), looks)
                remedy = f"did you mean {meant!r}?" if meant else f"known here: {', '.join(map(repr, looks))}"
                return Misfit(f"[{name!r}]", name, remedy)
            if misfit := looks[name](value):
                return misfit._replace(path=f"[{name!r}]{misfit.path}")
        return None

    return find


def _argument(hint: Any) -> Look:
    """An instance of a class, or of one below it, whose fields fit too."""

    def find(value: Any) -> Misfit | None:
        if not isinstance(value, hint):
            return Misfit("", value, f"write {noun(hint)}")
        cls: Any = type(value)
        for name, of in _fields_of(cls).items():
            if misfit := of(getattr(value, name)):
                return misfit._replace(path=f".{name}{misfit.path}")
        return None

    return find


@cache
def _fields_of(cls: Any) -> Mapping[str, Look]:
    types = get_type_hints(cls)
    return {field.name: look(types[field.name]) for field in attrs.fields(cls)}
