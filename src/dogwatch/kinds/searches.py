"""Searches over tags in bodies: whether Datadog could read them."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.errors import QuerySyntaxError
from dogwatch.kinds.resource import Problem


def search_problems(path: str, search: str) -> Iterator[Problem]:
    """Why a text is no search."""
    from dogwatch.query import parse_search  # loaded where there are searches

    try:
        parse_search(search)
    except QuerySyntaxError as error:
        yield Problem(path, error.seen, error.remedy)


def scope_problems(path: str, scope: str) -> Iterator[Problem]:
    """Why a text is no scope of a downtime."""
    from dogwatch.query import scope_mistake  # loaded where there are downtimes

    try:
        mistake = scope_mistake(scope)
    except QuerySyntaxError as error:
        yield Problem(path, error.seen, error.remedy)
        return
    if mistake:
        yield Problem(path, f"{scope!r}: {mistake}", "write keys with values, as in 'service:shop-api AND env:prod'")
