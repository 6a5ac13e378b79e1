"""One rule of how Datadog works, and how true to it the emulation is."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

# exact: as documented, or as a worked example of the documentation comes out; approximate: documented or reported in
# part; decided: no source tells, this is our choice; refused: an error that has the name of the rule; absent: missing.
Degree: TypeAlias = Literal["exact", "approximate", "decided", "refused", "absent"]


class Rule(NamedTuple):
    """How something is done: its name, how true that is, what is done, and how we know (a page of Datadog's)."""

    name: str
    degree: Degree
    what: str
    source: str = ""
