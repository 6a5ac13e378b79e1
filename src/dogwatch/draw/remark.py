"""What a figure says where something is not drawn."""

from __future__ import annotations

from dogwatch.errors import NotEvaluated, QuerySyntaxError


class NotDrawn(Exception):
    """Something of a widget that is not drawn here; its text says what, and why."""


# What reading and evaluating the queries of a stored widget may raise.
UNREADABLE = (NotDrawn, NotEvaluated, QuerySyntaxError, ValueError)


def remark(name: str, error: Exception) -> str:
    """A sentence for people: what is drawn as unknown, and by which rule."""
    if isinstance(error, NotDrawn):
        return str(error)
    if isinstance(error, NotEvaluated):
        return f"{name} is drawn as unknown: {error}"
    return f"{name} cannot be read: {error}"
