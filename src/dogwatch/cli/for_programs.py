"""--json: one object on stdout and nothing else there, whatever comes of the command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final, TypeVar

import click

from dogwatch.errors import CatalogError, DogwatchError, UnreadableText, UsageError

F = TypeVar("F", bound=Callable[..., Any])

_OPTION: Final = "--json"
_INTERRUPTED: Final = 130


def json_option(fields: str) -> Callable[[F], F]:
    """--json, which the command gets as `as_json`; the help names the fields of the object."""
    return click.option(_OPTION, "as_json", is_flag=True, help=f"For programs: {fields}.")


def answer(data: Mapping[str, Any], *, ok: bool = True) -> None:
    """Prints what came of a command; `ok` says whether it is as one would wish."""
    echo({"ok": ok, **data})


def echo(value: object) -> None:
    """Prints a value as JSON, readable for people too, in letters that stdout can write."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(value, indent=2, ensure_ascii=not is_unicode))


def is_asked_for(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, also one that click cannot read."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    pairs = pairwise([*options, ""])
    return any(one in (_OPTION, "--format=json") or (one, two) == ("--format", "json") for one, two in pairs)


def exit_code(error: BaseException) -> int:
    """What a command ends with that ends with an error."""
    return error.exit_code if isinstance(error, DogwatchError | click.ClickException) else _INTERRUPTED


def failed(error: BaseException, *, as_json: bool, **of: object) -> None:
    """Says on stderr what went wrong, and on stdout as JSON where that is asked for.

    The object is `{"ok": false, "error"}` with what it is `of`.
    """
    match error:
        case click.ClickException():
            error.show()
        case DogwatchError():
            for doubt in error.warnings if isinstance(error, CatalogError) else ():
                click.echo(f"warning: {doubt}", err=True)
            click.echo(str(error), err=True)
        case _:
            click.echo("interrupted", err=True)
    if as_json:
        answer({**of, "error": error_data(error)}, ok=False)


def error_data(error: BaseException) -> dict[str, Any]:
    """`{"type", "message", "exit_code"}`; the type is a name of `dogwatch.errors`, or Interrupted.

    Where the catalog is wrong also mistakes and warnings, as `check --json` has them; where a text cannot be read at (a
    letter counted from 0), seen and remedy.
    """
    more: dict[str, Any]
    match error:
        case click.ClickException():
            type, message, more = UsageError.__name__, error.format_message(), {}
        case CatalogError():
            more = {name: [asdict(each) for each in getattr(error, name)] for name in ("mistakes", "warnings")}
            type, message = CatalogError.__name__, str(error)
        case UnreadableText():
            type, message = error.__class__.__name__, str(error)
            more = {"at": error.at, "seen": error.seen, "remedy": error.remedy}
        case DogwatchError():
            type, message, more = error.__class__.__name__, str(error), {}
        case _:
            type, message, more = "Interrupted", "interrupted", {}
    return {"type": type, "message": message, "exit_code": exit_code(error), **more}
