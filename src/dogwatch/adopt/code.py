"""Python as values: what a module declares, before it is printed.

Texts, numbers, lists and dicts stand for themselves, and are printed as literals. The rest is here; names in it are the
library's or were made by `names`, never somebody's text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Name:
    """A name, or one behind a dot: `payments`, `checkout_errors.reference`."""

    text: str


@dataclass(frozen=True)
class Call:
    """`function(first, second, keyword=value)`; what is behind the dot of another call has that one as `of`."""

    function: str
    first: Sequence[Any] = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    of: Call | None = None


@dataclass(frozen=True)
class Joined:
    """Texts and names of texts joined by `+`."""

    parts: Sequence[str | Name]


@dataclass(frozen=True)
class Expression:
    """A query by the builder, which stands in a line or else is `otherwise`, its text.

    `names` are those that it needs from `dogwatch.query`; `value` is what it is.
    """

    text: str
    otherwise: Any = None
    names: frozenset[str] = frozenset()
    value: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Remarked:
    """A value of a keyword or a field with a comment above it."""

    value: Any
    remark: str


@dataclass(frozen=True)
class Declared:
    """A statement that binds a name: `checkout_errors = Monitor(...)`."""

    variable: str
    value: Call
