"""Where in a user's file something was declared."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_LIBRARY = str(Path(__file__).parent)
# attrs compiles the constructors of declarations under this name.
_GENERATED = "<attrs generated"


@dataclass(frozen=True, order=True)
class Place:
    """A file and the line in it, counted from 1; line 0 means the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{_short(self.file)}:{self.line}" if self.line else _short(self.file)


NOWHERE = Place("")


def here() -> Place:
    """The nearest line outside the library on the stack: where the user wrote the call that is running."""
    frame = sys._getframe(1)
    while frame is not None:
        file = frame.f_code.co_filename
        if not file.startswith((_LIBRARY, _GENERATED)):
            return Place(file, frame.f_lineno)
        if frame.f_back is None:
            break
        frame = frame.f_back
    return NOWHERE


def _short(file: str) -> str:
    """The path as a person in the current directory would type it."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file
