"""Queries that are written as text: whether Datadog could read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dogwatch.errors import QuerySyntaxError, UnreadableText

Said = Iterator[tuple[str, str]]

_REFERENCE = re.compile(r"\$\{[^{}]*\}")


def unreadable_monitor(text: str, type: str) -> Said:
    """Why the text is no query of a monitor of the type; of a type that nobody knows its body says what is wrong."""
    from dogwatch.query import TYPES, parse_monitor  # loaded where a catalog has texts

    if type in TYPES:
        # Whether an id belongs where a reference stands is said of the body; here any word will do.
        known = text if type == "composite" else _REFERENCE.sub(lambda match: "x" * len(match[0]), text)
        yield from _unreadable(text, lambda: parse_monitor(known, type))


def unreadable_expression(text: str) -> Said:
    """Why the text is no metric query, nor arithmetic and functions over some."""
    from dogwatch.query import parse_slo  # loaded where a catalog has texts

    yield from _unreadable(text, lambda: parse_slo(text))


def pointed_out(error: UnreadableText) -> tuple[str, str]:
    """What was seen and what to write, with the text and a caret in between, for a `Mistake`."""
    return error.seen, "\n    ".join((*error.shown.splitlines(), error.remedy))


def _unreadable(text: str, parse: Callable[[], object]) -> Said:
    try:
        parse()
    except QuerySyntaxError as error:
        yield pointed_out(QuerySyntaxError(text, error.at, error.seen, error.remedy))
