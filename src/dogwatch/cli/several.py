"""One command for several targets: all or none are begun, and each ends by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import click

from dogwatch.cli.for_programs import exit_code, failed
from dogwatch.errors import ApiError, CatalogError, DogwatchError, NotAllowed, UsageError

T = TypeVar("T")

# What a command ends with, from the best to the worst: nothing to do, changes, failed, wrong use.
_SEVERITY = {0: 0, 3: 1, 1: 2, 2: 3}
# A command ends with more than this when a signal has ended it.
_SIGNALLED = 128
_WORDS = {0: "done", 1: "failed", 2: "refused", 3: "there is something to change"}


def all_or_none(names: Iterable[str], make: Callable[[str], T]) -> dict[str, T | ApiError]:
    """What is made for each target, or the error that leaves a target out.

    Raises UsageError when any of them is refused (keys that are missing or of another organisation, a catalog with
    mistakes): then none is begun. A Datadog that does not answer stops none of the others.
    """
    made: dict[str, T | ApiError] = {}
    refused: list[str] = []
    for name in names:
        try:
            made[name] = make(name)
        except CatalogError as error:
            refused += [f"{name}: {line}" for line in str(error).splitlines()]
        except DogwatchError as error:
            if isinstance(error, ApiError) and not isinstance(error, NotAllowed):
                made[name] = error
            else:
                refused.append(f"{name}: {error}")
    if refused:
        raise UsageError("\n".join([*refused, "nothing was read or written, at any of the targets"]))
    return made


def in_turn(runs: Mapping[str, Callable[[], None]], *, as_json: bool = False) -> int:
    """Runs each below its name, says how each ended, and returns what the worst ended with.

    An error of one is printed, also as JSON if that is asked for, and does not stop the others; a signal does.
    """
    codes: dict[str, int] = {}
    for name, run in runs.items():
        click.echo(f"==> {name}", err=True)
        codes[name] = _code_of(name, run, as_json=as_json)
        if codes[name] > _SIGNALLED:
            left = [other for other in runs if other not in codes]
            click.echo(f"not begun: {', '.join(left) or 'none'}", err=True)
            return codes[name]
    click.echo("; ".join(f"{name}: {_WORDS.get(code, code)}" for name, code in codes.items()), err=True)
    return max(codes.values(), key=lambda code: _SEVERITY.get(code, _SEVERITY[1]))


def _code_of(name: str, run: Callable[[], None], *, as_json: bool) -> int:
    try:
        run()
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.ClickException, DogwatchError) as error:
        failed(error, as_json=as_json, target=name)
        return exit_code(error)
    return 0
