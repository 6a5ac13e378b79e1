"""Searches of spans: `service:shop-api @http.status_code:[500 TO 599] -env:dev`, held against one span.

Source: docs tracing/trace_explorer/query_syntax. Reserved attributes are asked by their name, all others behind an @.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from dogwatch.query import (
    Bound,
    Facet,
    FreeText,
    Holds,
    NotANumber,
    Phrase,
    Range,
    Search,
    SearchCondition,
    comparing,
    holding,
    wildcards,
)

from .traces import Span

Value: TypeAlias = str | float
Finds = Holds[Span]

_RESERVED: dict[str, Callable[[Span], Value | None]] = {
    "service": lambda span: span.service,
    "operation_name": lambda span: span.name,
    "resource_name": lambda span: span.resource,
    "type": lambda span: span.type,
    "status": lambda span: "error" if span.error else "ok",
    "env": lambda span: span.texts.get("env"),
    "version": lambda span: span.texts.get("version"),
    "trace_id": lambda span: str(span.trace_id),
    "span_id": lambda span: str(span.span_id),
}
_QUANTITY = re.compile(r"(?P<number>[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?)(?P<unit>ns|us|µs|ms|s|m|h|)")
_NANOSECONDS = {"": 1.0, "ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 6e10, "h": 3.6e12}


class NotSearched(ValueError):
    """Something in a search that is not held against spans here."""


def attribute(span: Span, path: str) -> Value | None:
    """What a span says of a path, `service` or `@http.method`; None where it says nothing."""
    if not path.startswith("@"):
        found = _RESERVED.get(path)
        return found(span) if found else None
    name = path[1:]
    if name == "duration":
        return float(span.duration)
    text = span.texts.get(name)
    return span.numbers.get(name) if text is None else text


def text_of(value: Value) -> str:
    """The value as it is written in a search and in a tag: a whole number without a point."""
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else str(value)


def finding(search: Search) -> Finds:
    """What says whether the search finds a span. Raises NotSearched."""
    return holding(search.condition, _leaf) if search.condition is not None else lambda span: True


def _leaf(term: SearchCondition) -> Finds:
    match term:
        case FreeText("*"):
            return lambda span: True
        case Facet(key, value):
            if not key.startswith("@") and key not in _RESERVED:
                raise NotSearched(f"{key} is none of {', '.join(_RESERVED)}; an attribute stands behind an @")
            holds = holding(value, _fitting)
            return lambda span: holds(attribute(span, key))
        case _:
            raise NotSearched(f"{term} without an attribute is not looked for in spans here")


def _fitting(value: SearchCondition) -> Holds[Value | None]:
    """What says whether an attribute, None where it is missing, is as the value asks."""
    match value:
        case FreeText(str(text)):
            fits = wildcards(text).fullmatch
            return lambda seen: seen is not None and fits(text_of(seen)) is not None
        case Phrase(text):
            return lambda seen: seen is not None and text_of(seen) == text
        case Bound() | Range():
            return _comparing(value)
        case _:
            raise NotSearched(f"{value} is not held against spans here")


def _comparing(value: Bound | Range) -> Holds[Value | None]:
    try:
        return comparing(value, _quantity)
    except NotANumber as error:
        raise NotSearched(f"{error} is no number to compare with") from None


def _quantity(value: Value | None) -> float | None:
    if not isinstance(value, str):
        return value
    found = _QUANTITY.fullmatch(value)
    return float(found["number"]) * _NANOSECONDS[found["unit"]] if found else None
