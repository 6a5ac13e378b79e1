"""What stands in a declaration where a value could not be read, until `check` reports it.

A constructor never raises for a wrong value, since that would show one mistake at a time. Nothing expands a declaration
that holds a Wrong, so readers of a checked catalog never meet one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """The sentences that say what was seen and what to write instead."""

    sentences: tuple[str, ...]
