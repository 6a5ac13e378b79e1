"""What is wrong with what says which monitors or groups are meant: tags, and searches over tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.errors import QuerySyntaxError
from dogwatch.names import MARK_KEY, normalized_tag, tag_key

Said = Iterator[tuple[str, str]]

_OF_ONE = "write what the monitors have in common, as in 'feature:checkout'"


def filter_mistakes(tags: Iterable[object]) -> Said:
    """Tags as monitors have them. The environment's stands beside them, and a mark is that of a single object."""
    for tag in tags:
        if not isinstance(tag, str) or ":" not in tag or normalized_tag(tag) != tag:
            yield f"{tag!r} is no tag that a monitor has", "write a key and a value, as in 'feature:checkout'"
        elif tag_key(tag) == MARK_KEY:
            yield f"{tag!r} is the mark of a single object", _OF_ONE
        elif tag_key(tag) == "env":
            yield f"{tag!r} is there for each environment by itself", "leave it out, or say environments="


def scope_mistakes(scope: object, *, is_limited: bool) -> Said:
    """A search over tags, about the environment that it is expanded for."""
    from dogwatch.query import parse_search  # loaded where a catalog has searches

    if not isinstance(scope, str) or not scope.strip():
        yield f"{scope!r} finds nothing", "write a search over tags, as in 'service:shop-api AND env:$env'"
        return
    try:
        parse_search(scope.replace("$env", "prod"))
    except QuerySyntaxError as error:
        seen, _, remedy = str(error).partition("\n")
        yield seen, remedy.strip() or "write a search over tags, as in 'service:shop-api AND env:$env'"
        return
    if f"{MARK_KEY}:" in scope:
        yield f"{scope!r} names the mark of a single object", _OF_ONE
    if "$env" not in scope and not is_limited:
        yield f"{scope!r} would mean the same in every environment", 'write env:$env in it, or say environments="prod"'
