"""The options that say where what was read of Datadog is kept for later runs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dogwatch.errors import UsageError


def cache_options(function: Callable[..., None]) -> Callable[..., None]:
    """--cache and --no-cache; the function gets the folder as `cache`, None where nothing is kept."""

    @wraps(function)
    def with_cache(cache: Path | None, without: bool, **others: Any) -> None:
        if cache and without:
            raise UsageError("--cache and --no-cache contradict each other; write one of them")
        function(cache=None if without else cache or cache_home(), **others)

    where = "Folder for what was read of Datadog [default: the cache of the user]."
    for option in (
        click.option("--no-cache", "without", is_flag=True, help="Read everything anew."),
        click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help=where),
    ):
        with_cache = option(with_cache)
    return with_cache


def cache_home() -> Path | None:
    """Where the cache lies when nobody says: below XDG_CACHE_HOME, else below ~/.cache; None for who has no home."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if named.is_absolute():  # a relative one is none, says the specification
        return named / "dogwatch"
    try:
        return Path.home() / ".cache" / "dogwatch"
    except RuntimeError:
        return None
