"""Heads of metric monitors: `avg(last_5m):` and `pct_change(avg(last_5m),last_1h):`."""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from dogwatch.query.window import Ago, Current, Last, Next, Shift, Window

from .reader import Reader

AGGREGATORS = ("avg", "sum", "min", "max", "percentile", "last")

_HEAD = re.compile(
    r"""\s*+(?:(?P<change>change|pct_change)\s*+\(\s*+)?
    (?P<aggregator>avg|sum|min|max|percentile|last)\s*+\(\s*+
    (?:(?P<which>last|next)_(?P<count>\d{1,9})(?P<unit>mo|[mhdw])|current_(?P<current>1h|1d|1mo))\s*+\)\s*+
    (?(change),\s*+(?:last_(?P<shift>\d{1,9})(?P<shift_unit>mo|[mhdw])|(?P<ago>\d{1,9})(?P<ago_unit>[mhdw])_ago)
    \s*+\)\s*+):""",
    re.ASCII | re.VERBOSE,
)
_WORD = re.compile(r"\s*+([A-Za-z_][\w-]*+)", re.ASCII)
_OPEN = re.compile(r"\s*+\(\s*+", re.ASCII)
_WINDOW = re.compile(r"(?:last|next)_\d{1,9}(?:mo|[mhdw])(?!\w)|current_(?:1h|1d|1mo)(?!\w)", re.ASCII)
_SHIFT = re.compile(r"\s*+(?:last_\d{1,9}(?:mo|[mhdw])|\d{1,9}[mhdw]_ago)(?!\w)", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)
_COMMA = re.compile(r"\s*+,", re.ASCII)
_COLON = re.compile(r"\s*+:", re.ASCII)


class Head(NamedTuple):
    """How a metric monitor aggregates over which window; with `change` how that differs from `shift` earlier."""

    change: str | None
    aggregator: str
    window: Window
    shift: Shift | None


def read_head(reader: Reader) -> Head:
    """The head that stands here, up to its colon."""
    found = reader.take(_HEAD)
    if found is None:
        _fail(reader)
    return Head(found["change"], found["aggregator"], _window(found), _shift(found) if found["change"] else None)


def _window(found: re.Match[str]) -> Window:
    if found["current"]:
        return Current(found["current"])  # type: ignore[arg-type]  # one of the pattern's units
    kind = Next if found["which"] == "next" else Last
    return kind(int(found["count"]), found["unit"])  # type: ignore[arg-type]  # one of the pattern's units


def _shift(found: re.Match[str]) -> Shift:
    if found["ago"]:
        return Ago(int(found["ago"]), found["ago_unit"])  # type: ignore[arg-type]  # one of the pattern's units
    return Last(int(found["shift"]), found["shift_unit"])  # type: ignore[arg-type]  # one of the pattern's units


def _fail(reader: Reader) -> NoReturn:
    """Reads the head piece by piece, up to the one that does not fit."""
    word = reader.take(_WORD)
    is_change = word is not None and word[1] in ("change", "pct_change")
    if is_change:
        _must(reader, _OPEN, "'('")
        word = reader.take(_WORD)
    if word is None:
        reader.expected("the window of a monitor, as in avg(last_5m):")
    if word[1] not in AGGREGATORS:
        known = AGGREGATORS if is_change else (*AGGREGATORS, "change", "pct_change")
        otherwise = "write the window first, as in avg(last_5m):avg:system.cpu.user{*} > 80"
        reader.unknown("way to aggregate over a window", word[1], known, word.start(1), otherwise)
    _must(reader, _OPEN, "the window in parentheses, as in avg(last_5m):")
    _must(reader, _WINDOW, "a window such as last_5m, last_4h, last_1d, last_1w, last_1mo or current_1d")
    _must(reader, _CLOSE, "')'")
    if is_change:
        _must(reader, _COMMA, "',' and how far to look back, as in last_1h")
        _must(reader, _SHIFT, "how far to look back, as in last_1h or 1h_ago")
        _must(reader, _CLOSE, "')'")
    _must(reader, _COLON, "':' behind the window")
    raise AssertionError("every piece of the head fits")


def _must(reader: Reader, pattern: re.Pattern[str], expected: str) -> None:
    if reader.take(pattern) is None:
        reader.expected(expected)
