"""A dashboard drawn as its page asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dogwatch.draw import Body, Data, Markup, page, painted

from .controls import TAB, between_in, controls, tabs
from .sent import Query, one


class Drawn(NamedTuple):
    """A dashboard's title, and all that stands on its page."""

    title: str
    shown: Markup


def drawn(body: Body, data: Data, query: Query, given: Mapping[str, Sequence[str]], now: int) -> Drawn:
    """A dashboard over the time and with the tab of an address, and what chooses others; `given` are its variables.

    Raises ValueError for a time that is none.
    """
    between = between_in(query)
    made = page(body, data, now, one(query, "span") or None, given, between, one(query, TAB))
    kept = {TAB: made.tab} if one(query, TAB) and made.tab else {}
    above = controls(made, given, between, kept)
    return Drawn(made.title, painted(made, above, tabs(made, given, between), plots=True))
