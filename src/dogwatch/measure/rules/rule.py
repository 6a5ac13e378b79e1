"""One rule, and what its degree means."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Degree: TypeAlias = Literal["exact", "approximate", "decided", "refused", "absent"]


class Rule(NamedTuple):
    """How something is evaluated: its name, how true that is to Datadog, what is done, and how we know."""

    name: str
    degree: Degree
    what: str
    source: str
