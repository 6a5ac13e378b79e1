"""Tables of fields: what a value may be, what Datadog takes for granted, and what that makes of two bodies."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from dogwatch.kinds.equality import covers, same
from dogwatch.kinds.resource import FieldChange, Problem

_WITHOUT_PARTS = frozenset({str, int, float, bool})


@dataclass(frozen=True)
class Field:
    """A field with a default. `same_as_default` are further values that Datadog treats as the default."""

    check: Callable[[Any], str | None]
    default: Any = None
    same_as_default: tuple[Any, ...] = ()


def text(value: Any) -> str | None:
    return None if isinstance(value, str) else "a text"


def boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def number(value: Any) -> str | None:
    return None if isinstance(value, (int, float)) and not isinstance(value, bool) else "a number"


def mapping(value: Any) -> str | None:
    return None if isinstance(value, dict) else "an object"


def listing(value: Any) -> str | None:
    return None if isinstance(value, (list, tuple)) else "a list"


def texts(value: Any) -> str | None:
    is_right = listing(value) is None and all(isinstance(item, str) for item in value)
    return None if is_right else "a list of texts"


def whole(minimum: int = 0, maximum: int | None = None) -> Callable[[Any], str | None]:
    """A check for whole numbers of a range."""
    expected = f"a whole number of at least {minimum}" + (f" and at most {maximum}" if maximum is not None else "")

    def check(value: Any) -> str | None:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return None if is_whole and minimum <= value <= (maximum or value) else expected

    return check


def one_of(*allowed: str) -> Callable[[Any], str | None]:
    """A check for a fixed set of words."""
    return lambda value: None if value in allowed else "one of " + ", ".join(map(repr, allowed))


def several_of(*allowed: str) -> Callable[[Any], str | None]:
    """A check for a list of some of a fixed set of words."""
    return lambda value: (
        None
        if listing(value) is None and all(each in allowed for each in value)
        else "a list of " + ", ".join(map(repr, allowed))
    )


def required(body: Mapping[str, Any], name: str, check: Callable[[Any], str | None]) -> Problem | None:
    """What is wrong with a field that must be there."""
    if name not in body:
        return Problem(name, "is missing", f"declare its {name}")
    expected = check(body[name])
    return Problem(name, f"{body[name]!r}", f"write {expected}") if expected else None


def wrong_types(prefix: str, body: Mapping[str, Any], fields: Mapping[str, Field]) -> list[Problem | None]:
    """Values of known fields that have the wrong type; null stands for the default everywhere."""
    return [
        Problem(prefix + name, f"{value!r}", f"write {expected}")
        for name, value in body.items()
        if name in fields
        and value is not None
        and not any(type(value) is type(same) and value == same for same in fields[name].same_as_default)
        and (expected := fields[name].check(value))
    ]


def unknown(prefix: str, body: Mapping[str, Any], *known: Container[str]) -> list[Problem | None]:
    """Fields of which Datadog knows none: where it refuses those."""
    return [
        Problem(prefix + name, "Datadog knows no such field", f"leave {name!r} out")
        for name in body
        if not any(name in names for names in known)
    ]


def owned_by_datadog(prefix: str, body: Mapping[str, Any], owned: Set[str]) -> list[Problem | None]:
    """Declared fields that only Datadog sets."""
    return [
        Problem(prefix + name, "is set by Datadog and cannot be declared", f"leave {name!r} out")
        for name in body
        if name in owned
    ]


def known_changes(
    prefix: str, fields: Mapping[str, Field], declared: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[FieldChange]:
    """Differences in fields with a default: absent means the default on either side."""
    for name, field in fields.items():
        seen, wanted = found.get(name), declared.get(name)
        if seen is wanted or _are_equal(seen, wanted) or (wanted is None and _are_equal(seen, field.default)):
            continue  # nearly always, and most often since neither says anything
        before, after = compared(field, seen), compared(field, wanted)
        if not same(before, after):
            yield FieldChange(prefix + name, before, after)


def _are_equal(value: Any, other: Any) -> bool:
    """Whether two values are the same word or number, which is seen at a glance; of what has parts this says no."""
    return type(value) in _WITHOUT_PARTS and type(value) is type(other) and bool(value == other)


def declared_changes(
    prefix: str, settled: Set[str], declared: Mapping[str, Any], found: Mapping[str, Any]
) -> Iterator[FieldChange]:
    """Differences in fields without a default: they count only when declared."""
    for name, after in declared.items():
        if name not in settled and not covers(found.get(name), after):
            yield FieldChange(prefix + name, found.get(name), after)


def without_defaults(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that say something, as they stand and in their order: neither null nor their field's default."""
    return {
        name: value
        for name, value in values.items()
        if value is not None and not (name in fields and same(compared(fields[name], value), fields[name].default))
    }


def compared(field: Field, value: Any) -> Any:
    """The value as it is compared: Datadog strips the space around texts, and has several ways to say the default."""
    stripped = value.strip() if isinstance(value, str) else value
    is_default = any(same(stripped, other) for other in (None, field.default, *field.same_as_default))
    return field.default if is_default else stripped
