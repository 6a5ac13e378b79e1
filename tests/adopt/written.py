"""The code of originals, as a package has it."""

from __future__ import annotations

from dogwatch.adopt import Original, Taken, entries, modules


def written(*originals: Original) -> str:
    """The module of originals without a team."""
    return modules(entries(originals, Taken()), "prod", {})["unowned"]


def declared(original: Original) -> str:
    """The statement that declares an original, the only one of its module."""
    return written(original).rpartition("\n\n")[2].rstrip("\n")
