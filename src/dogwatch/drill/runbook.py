"""What the runbook of a feature says of each of its monitors."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from dogwatch.errors import UsageError

_ROW = re.compile(r"^\| (?P<monitors>`[^|]+) \| [^|]+ \| (?P<look>[^|]+) \|$", re.M)
_NAME = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


class Row(NamedTuple):
    """Names of monitors, `*` in them for any letters, and what to look at first when one of them alerts."""

    monitors: tuple[str, ...]
    look: str


def read_runbook(file: Path) -> list[Row]:
    """The table of monitors in a runbook; UsageError where the file has none."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: the drill asks what this runbook says, and it cannot be read: {error}") from error
    rows = [Row(tuple(_NAME.findall(row["monitors"])), _LINK.sub(r"\1", row["look"])) for row in _ROW.finditer(text)]
    if not rows:
        raise UsageError(f"{file}: the drill asks what this runbook says of a monitor, and it has no table of monitors")
    return rows


def row_of(rows: list[Row], monitor: str) -> Row | None:
    """The row about a monitor, by its name within the feature."""
    return next((row for row in rows if any(fnmatchcase(monitor, name) for name in row.monitors)), None)
