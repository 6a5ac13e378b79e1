"""Times as lists show them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

_STEPS: Final = ((86400, "d"), (3600, "h"), (60, "min"))


def ago(seconds: int) -> str:
    """For how long something has been, in its largest unit: 5 min, 2 h, 3 d."""
    for size, name in _STEPS:
        if seconds >= size:
            return f"{seconds // size} {name}"
    return "now"


def moment_of(second: int) -> str:
    """A second since 1970 as a date and a time."""
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d %H:%M:%S} UTC"
