"""--target of the commands that go to one target."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from dogwatch.cli.completing import complete
from dogwatch.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


def target_option(help: str) -> Callable[[F], F]:
    """--target, which the command gets as `named`; UsageError where it is given more than once, since whoever names two
    would take both for done.
    """
    return click.option(
        "--target", "named", multiple=True, callback=_only, metavar="NAME", shell_complete=complete("target"), help=help
    )


def _only(context: click.Context, option: click.Parameter, names: tuple[str, ...]) -> str | None:
    if len(names) > 1:
        raise UsageError(f"{context.info_name} goes to one target, and --target names {', '.join(names)}; write one")
    return names[0] if names else None
