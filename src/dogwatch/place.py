"""Where in a user's file something was declared."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

_LIBRARY = f"{Path(__file__).parent}{os.sep}"
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
    frame = _users_frame()
    return Place(frame.f_code.co_filename, frame.f_lineno) if frame else NOWHERE


def calling_module() -> str:
    """The name of the module outside the library whose code is running; "" when there is none."""
    frame = _users_frame()
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def is_called_within() -> bool:
    """Whether the function that asks was called by the library itself."""
    return sys._getframe(2).f_code.co_filename.startswith(_LIBRARY)


def _users_frame() -> FrameType | None:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith((_LIBRARY, _GENERATED)):
        frame = frame.f_back
    return frame


def _short(file: str) -> str:
    """The path as a person in the current directory would type it."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file
