"""Where the journals of runs lie."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dogwatch.errors import UsageError

VARIABLE = "DOGWATCH_JOURNAL"

F = TypeVar("F", bound=Callable[..., Any])


def journal_option(function: F) -> F:
    """--journal, which the command gets as `journals`."""
    help = f"Folder for the journals of runs ({VARIABLE}, else ~/.local/state/dogwatch)."
    return click.option("--journal", "journals", type=click.Path(path_type=Path), metavar="DIR", help=help)(function)


def journal_folder(given: Path | None) -> Path:
    """The folder: what was given, else what the environment says, else the user's place for what programs remember.

    Not beside the catalog, where it would be committed: a journal holds whole bodies of what a company watches.
    UsageError where the user has no such place.
    """
    if chosen := given or os.environ.get(VARIABLE):
        return Path(chosen)
    if state := os.environ.get("XDG_STATE_HOME"):
        return Path(state) / "dogwatch"
    try:
        return Path.home() / ".local" / "state" / "dogwatch"
    except RuntimeError:  # neither HOME nor the system's list of users says where it is
        said = f"nothing says where journals lie, since this user has no home; write --journal DIR, or set {VARIABLE}"
        raise UsageError(said) from None
