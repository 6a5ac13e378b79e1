"""Which processes run, by their environment."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def processes_with(variable: str) -> list[int]:
    """The processes that have this in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # another user's, or one that has ended meanwhile
            if variable.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found
