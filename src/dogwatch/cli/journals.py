"""Where the journals of runs lie."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

VARIABLE = "DOGWATCH_JOURNAL"

F = TypeVar("F", bound=Callable[..., Any])


def journal_option(function: F) -> F:
    """--journal, which the command gets as `journals`."""
    help = f"Folder for the journals of runs ({VARIABLE}, else ~/.local/state/dogwatch)."
    return click.option("--journal", "journals", type=click.Path(path_type=Path), metavar="DIR", help=help)(function)


def journal_folder(given: Path | None) -> Path:
    """The folder: what was given, else what the environment says, else the user's place for what programs remember.

    Not beside the catalog, where it would be committed: a journal holds whole bodies of what a company watches.
    """
    if chosen := given or os.environ.get(VARIABLE):
        return Path(chosen)
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "dogwatch"
