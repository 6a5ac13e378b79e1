"""Queries that are written as text: whether Datadog could read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dogwatch.errors import QuerySyntaxError
from dogwatch.query import Node


def unreadable(parse: Callable[[str], Node], text: str) -> Iterator[tuple[str, str]]:
    """Why the text is no query, and the text with a caret under the place above what to write there."""
    try:
        parse(text)
    except QuerySyntaxError as error:
        yield pointed_out(error)


def pointed_out(error: QuerySyntaxError) -> tuple[str, str]:
    """What was seen and what to write, with the query and a caret in between, for a `Mistake`."""
    return error.seen, "\n    ".join((*error.shown.splitlines(), error.remedy))
