"""Points as DogStatsD datagrams: many values to a line, many lines to a packet, no packet above the limit."""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from .points import Points, Series

# The type of a metric and its tags, as a line ends with them.
_Tail: TypeAlias = Callable[[Series, str], str]

# An Ethernet frame less headers; what the Agent reads at once from a Unix socket (docs: DogStatsD, high throughput).
UDP_LIMIT, UNIX_LIMIT = 1432, 8192


class Packet(NamedTuple):
    """The bytes of a packet, and how many values of metrics it holds."""

    payload: bytes
    values: int


def packets(points: Points, constant: Sequence[str], limit: int, origin: str = "") -> Iterator[Packet]:
    """The packets that say everything of the points; a line that fits no packet is one of its own, above the limit.

    `constant` are the tags of every line, `origin` the fields with which each ends.
    """
    lines: list[bytes] = []
    size = values = 0
    for line, number in _lines(points, partial(_tail, constant, origin), limit):
        if lines and size + len(line) > limit:
            yield Packet(b"\n".join(lines), values)
            lines, size, values = [], 0, 0
        lines.append(line)
        size += len(line) + 1
        values += number
    if lines:
        yield Packet(b"\n".join(lines), values)


def _lines(points: Points, tail: _Tail, limit: int) -> Iterator[tuple[bytes, int]]:
    for series, number in points.counts.items():
        yield f"{series[0]}:{number}{tail(series, 'c')}".encode(), 1
    for series, members in points.members.items():
        # A set takes all between the colon and the bar for one member, so each has its line.
        for member in members:
            yield f"{series[0]}:{member}{tail(series, 's')}".encode(), 1
    for series, durations in points.durations.items():
        # Agents read numbers with an exponent, and it is a tenth of the work to write nanoseconds like that.
        yield from _packed(series, durations, "e-9", tail, limit)
    for series, values in points.values.items():
        yield from _packed(series, values, "", tail, limit)


def _packed(
    series: Series, values: Sequence[float], exponent: str, tail: _Tail, limit: int
) -> Iterator[tuple[bytes, int]]:
    """The values of a distribution, as many to a line as are sure to fit."""
    end = exponent + tail(series, "d")
    between = f"{exponent}:"
    room = limit - len(f"{series[0]}:{end}".encode())
    first = 0
    while first < len(values):
        # A line's worth at a time, at four digits each: one step over all would keep other threads waiting.
        texts = list(map(str, values[first : first + max(1, room // 8)]))
        fitting = texts[: max(1, room // (max(map(len, texts)) + len(between)))]
        yield f"{series[0]}:{between.join(fitting)}{end}".encode(), len(fitting)
        first += len(fitting)


def _tail(constant: Sequence[str], origin: str, series: Series, kind: str) -> str:
    tags = ",".join((*series[1], *constant))
    return f"|{kind}|#{tags}{origin}" if tags else f"|{kind}{origin}"
