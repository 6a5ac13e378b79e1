"""The lines of DogStatsD, read by the Agent's rules: versions 1.0 to 1.6 of the protocol.

Source: agent comp/dogstatsd/server/parse*.go. A line is a metric unless it begins like an event or a check; fields
after the type come in any order, unknown ones are passed over, the last of a kind counts. What says which container a
line comes from (`c:`, `e:`, `card:`, `dd.internal.entity_id`) is passed over too: there is no orchestrator to ask.
"""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple, TypeAlias, cast

from .naming import host_of, stored_name, stored_tags, with_host

Type: TypeAlias = Literal["c", "g", "ms", "h", "s", "d"]

TYPES: frozenset[bytes] = frozenset({b"c", b"g", b"ms", b"h", b"s", b"d"})

EVENT, CHECK = b"_e{", b"_sc"

_OF_NUMBERS = b"0123456789.:eE+-"
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NOT_FINITE = re.compile(rb"[+-]?inf(?:inity)?|nan", re.IGNORECASE)
_WHOLE = re.compile(rb"[+-]?\d{1,18}")
_LENGTH = re.compile(rb"\d{1,9}")
_PRIORITIES = (b"normal", b"low")
_ALERTS = (b"error", b"warning", b"info", b"success")


class Malformed(ValueError):
    """A line that the Agent rejects; the text says what is wrong with it."""


class Fields(NamedTuple):
    """What stands behind a metric's value: its type, how many each value stands for, tags, and a time of its own."""

    type: Type
    weight: float
    tags: frozenset[str]
    at: int | None


class Event(NamedTuple):
    """An event; `at` in seconds since 1970, None for now."""

    title: str
    text: str
    at: int | None
    host: str
    key: str
    priority: str
    source: str
    alert: str
    tags: frozenset[str]


class Check(NamedTuple):
    """What a service check says: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; `at` in seconds since 1970, None for now."""

    name: str
    status: int
    at: int | None
    host: str
    message: str
    tags: frozenset[str]


def fields(raw: bytes, host: str) -> Fields:
    """What stands behind `NAME:VALUE|`. Raises Malformed for a type, a rate or a time that is none.

    `host` is the one of this Agent, which a tag `host:` replaces; an empty one adds no tag.
    """
    type, *others = raw.split(b"|")
    if type not in TYPES:
        raise Malformed("no type of metrics: use c, g, ms, h, s or d")
    weight, tags, at = 1.0, b"", None
    for field in others:
        if field.startswith(b"#"):
            tags = field[1:]
        elif field.startswith(b"@"):
            weight = 1 / _rate(field[1:])
        elif field.startswith(b"T"):
            at = _time(field[1:])
    if at is not None and type not in (b"g", b"c"):
        raise Malformed("a time of its own is for the types g and c")
    return Fields(cast(Type, type.decode()), weight, with_host(_tags(tags), host), at)


def numbers(raw: bytes) -> list[float]:
    """The values of a line, `1:2.5:3e-9`; empty ones are passed over, and so are those that are not finite.

    Raises Malformed where one is no number, or there is none.
    """
    if not raw.translate(None, _OF_NUMBERS):
        # What is left are the spellings of numbers that Python and Go agree on.
        try:
            values = list(map(float, raw.split(b":")))
        except ValueError:
            pass
        else:
            if math.isfinite(sum(values)):
                return values
    return _careful(raw)


def metric_name(raw: bytes) -> str:
    """The name as Datadog stores it. Raises Malformed where nothing is left of it."""
    name = stored_name(raw.decode("utf-8", "replace"))
    if not name:
        raise Malformed("no name of a metric: it begins with a letter")
    return name


def event(line: bytes, host: str) -> Event:
    """The event of a line `_e{TITLE BYTES,TEXT BYTES}:TITLE|TEXT|...`. Raises Malformed for a wrong beginning.

    A field behind the text that cannot be read is passed over, as the Agent does.
    """
    header, _, rest = line.partition(b":")
    title, _, text = header[len(EVENT) : -1].partition(b",")
    if not _LENGTH.fullmatch(title) or not _LENGTH.fullmatch(text):
        raise Malformed("no event: it begins with _e{TITLE BYTES,TEXT BYTES}:")
    end = int(title)
    length = end + 1 + int(text)
    if not end or len(rest) < length:
        raise Malformed("the event is shorter than its lengths say, or has no title")
    others = _Others(rest[length:])
    return Event(
        title=_text(rest[:end]),
        text=_text(rest[end + 1 : length]),
        at=others.whole(b"d:"),
        host=others.host(host),
        key=others.text(b"k:"),
        priority=others.one_of(b"p:", _PRIORITIES) or "normal",
        source=others.text(b"s:"),
        alert=others.one_of(b"t:", _ALERTS) or "info",
        tags=others.tags,
    )


def check(line: bytes, host: str) -> Check:
    """The service check of a line `_sc|NAME|STATUS|...`. Raises Malformed for one without name or status."""
    parts = line[len(CHECK) + 1 :].split(b"|", 2)
    if len(parts) < 2 or not parts[0] or parts[1] not in (b"0", b"1", b"2", b"3"):
        raise Malformed("no service check: it begins with _sc|NAME|STATUS, a status is 0, 1, 2 or 3")
    others = _Others(parts[2] if len(parts) > 2 else b"")
    return Check(
        name=parts[0].decode("utf-8", "replace"),
        status=int(parts[1]),
        at=others.whole(b"d:"),
        host=others.host(host),
        # The official client writes `m\\:` where its text has `m:`.
        message=others.text(b"m:").replace("\\n", "\n").replace("m\\:", "m:"),
        tags=others.tags,
    )


class _Others:
    """The fields behind an event's text or a check's status; of two of a kind the last that can be read counts."""

    def __init__(self, raw: bytes) -> None:
        self._fields = raw.split(b"|")
        self.tags = _tags(self._last(b"#") or b"")

    def text(self, prefix: bytes) -> str:
        return (self._last(prefix) or b"").decode("utf-8", "replace")

    def one_of(self, prefix: bytes, words: tuple[bytes, ...]) -> str:
        fitting = [field[2:] for field in self._fields if field.startswith(prefix) and field[2:] in words]
        return fitting[-1].decode() if fitting else ""

    def whole(self, prefix: bytes) -> int | None:
        fitting = [field[2:] for field in self._fields if field.startswith(prefix) and _WHOLE.fullmatch(field[2:])]
        return int(fitting[-1]) if fitting else None

    def host(self, default: str) -> str:
        return self.text(b"h:") or host_of(self.tags) or default

    def _last(self, prefix: bytes) -> bytes | None:
        fitting = [field for field in self._fields if field.startswith(prefix)]
        return fitting[-1][len(prefix) :] if fitting else None


def _careful(raw: bytes) -> list[float]:
    values = []
    pieces = [piece for piece in raw.split(b":") if piece]
    for piece in pieces:
        if _NOT_FINITE.fullmatch(piece):
            continue
        value = float(piece) if _NUMBER.fullmatch(piece) else math.inf
        if math.isinf(value):
            raise Malformed("no number")
        values.append(value)
    if not pieces:
        raise Malformed("no value")
    return values


def _rate(raw: bytes) -> float:
    rate = float(raw) if _NUMBER.fullmatch(raw) else 0.0
    # One over the least is still a finite number of samples.
    if not 1e-9 <= rate < math.inf:
        raise Malformed("no sample rate: it is above 0")
    return rate


def _time(raw: bytes) -> int:
    at = int(raw) if _WHOLE.fullmatch(raw) else 0
    if at < 1:
        raise Malformed("no time: it is a number of seconds since 1970")
    return at


def _tags(raw: bytes) -> frozenset[str]:
    return stored_tags(raw.decode("utf-8", "replace").split(",")) if raw else frozenset()


def _text(raw: bytes) -> str:
    """A text in whose place of line breaks stands a backslash and n."""
    return raw.decode("utf-8", "replace").replace("\\n", "\n")
