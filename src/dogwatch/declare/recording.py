"""What was constructed while a catalog was loaded, bound to a name or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_CONSTRUCTED: ContextVar[list[Any] | None] = ContextVar("constructed", default=None)


@contextmanager
def recording() -> Iterator[list[Any]]:
    """The list that every declaration constructed in the block is added to."""
    constructed: list[Any] = []
    token = _CONSTRUCTED.set(constructed)
    try:
        yield constructed
    finally:
        _CONSTRUCTED.reset(token)


def record(declaration: Any) -> None:
    """Notes a declaration that has just been constructed; does nothing outside `recording`."""
    constructed = _CONSTRUCTED.get()
    if constructed is not None:
        constructed.append(declaration)


def forget(declaration: Any) -> None:
    """Takes a declaration back that others were made of, which stand for it from now on."""
    constructed = _CONSTRUCTED.get() or []
    for place in range(len(constructed) - 1, -1, -1):  # it is mostly one of the last
        if constructed[place] is declaration:
            del constructed[place]
            return
