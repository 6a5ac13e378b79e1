"""Limits of signals: from what people write, `Limit("400ms", warn="300ms")`, to quantities with their unit."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast

import attrs

from dogwatch.declare.wrong import Wrong
from dogwatch.values import Bytes, Duration, Percent, Quantity, Rate

Q = TypeVar("Q", bound=Quantity)


@attrs.frozen
class Limit:
    """The value from which a signal alerts, and the milder one from which it warns, with their units."""

    critical: str | Quantity
    warn: str | Quantity | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Threshold(Generic[Q]):
    """A limit read in the unit of its signal."""

    critical: Q
    warn: Q | None = None


def duration_limit(value: str | Duration | Limit | None) -> Threshold[Duration] | None:
    return _read(Duration, value)


def percent_limit(value: str | Percent | Limit | None) -> Threshold[Percent] | None:
    return _read(Percent, value)


def rate_limit(value: str | Rate | Limit | None) -> Threshold[Rate] | None:
    return _read(Rate, value)


def bytes_limit(value: str | Bytes | Limit | None) -> Threshold[Bytes] | None:
    return _read(Bytes, value)


def duration(value: str | Duration) -> Duration:
    return cast(Duration, _quantity(Duration, value, []) or _wrong_quantity(Duration, value))


def percent(value: str | Percent) -> Percent:
    return cast(Percent, _quantity(Percent, value, []) or _wrong_quantity(Percent, value))


def optional_percent(value: str | Percent | None) -> Percent | None:
    return None if value is None else percent(value)


def _read(of: type[Q], value: Any) -> Threshold[Q] | None:
    """The threshold that was written; a Wrong in its place when one of its values cannot be read."""
    if value is None:
        return None
    written = value if isinstance(value, Limit) else Limit(value)
    sentences: list[str] = []
    critical = _quantity(of, written.critical, sentences)
    warn = None if written.warn is None else _quantity(of, written.warn, sentences)
    if sentences or critical is None:
        return cast(Threshold[Q], Wrong(tuple(sentences)))
    return Threshold(critical, warn)


def _quantity(of: type[Q], value: Any, sentences: list[str]) -> Q | None:
    try:
        return of.parse(value)
    except ValueError as error:
        sentences.append(str(error))
        return None


def _wrong_quantity(of: type[Q], value: Any) -> Wrong:
    sentences: list[str] = []
    _quantity(of, value, sentences)
    return Wrong(tuple(sentences))
