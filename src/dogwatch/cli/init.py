"""`dogwatch init`"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import click

from dogwatch.cli.for_programs import answer, json_option
from dogwatch.errors import UsageError
from dogwatch.message import wrong_handle
from dogwatch.names import is_name
from dogwatch.scaffold import Answers, Files, written, wrong_name
from dogwatch.sites import FIRST_SITE

# What says why an answer will not do; None where it will.
Wrong: TypeAlias = Callable[[str], str | None]

_HELP = """Write a repository for a catalog of your own, with a first feature and the tests of its alerts.

\b
  dogwatch init shop
  dogwatch init . --name shop --feature checkout --notify @slack-shop-alerts --yes

It asks three questions; what is said by options is not asked. Files that are there already are never touched."""


@click.command("init", help=_HELP)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--name", metavar="NAME", help="The product, which is the catalog's name.  [asked]")
@click.option("--feature", metavar="NAME", help="Something that people do with it.  [asked]")
@click.option("--notify", metavar="HANDLE", help="Whom an alert tells, as in @slack-shop-alerts.  [asked]")
@click.option("--service", metavar="NAME", help="The service that serves the feature.  [default: the product]")
@click.option("--team", metavar="NAME", help="The team that answers.  [default: the product]")
@click.option("--site", metavar="SITE", default=FIRST_SITE, show_default=True, help="Datadog's site.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not said is as proposed.")
@json_option("ok, folder, files")
def command(
    folder: Path,
    name: str | None,
    feature: str | None,
    notify: str | None,
    service: str | None,
    team: str | None,
    site: str,
    yes: bool,
    as_json: bool,
) -> None:
    ask = _proposed if yes else _asked
    name = name or ask("What is the product called?", _name_of(folder), wrong_name)
    feature = feature or ask("What is one thing that people do with it?", "checkout", wrong_name)
    notify = notify or ask("Whom does an alert tell?", f"@slack-{name}-alerts", _wrong_handle)
    answers = Answers(name, feature, service or name, team or name, notify, site)
    files = written(answers, version("dogwatch"))
    _write(folder, files)
    if as_json:
        answer({"folder": str(folder), "files": list(files)})
    else:
        _say(folder, files)


def _asked(question: str, proposal: str, wrong: Wrong) -> str:
    """Asks until nothing is wrong with the answer."""
    if not sys.stdin.isatty():
        raise UsageError(f"nobody is there to be asked: {question} Say --name, --feature and --notify, or --yes")

    def right(said: str) -> str:
        if why := wrong(said):
            raise click.UsageError(why)
        return said

    return str(click.prompt(question, default=proposal, value_proc=right, err=True))


def _proposed(question: str, proposal: str, wrong: Wrong) -> str:
    return proposal


def _wrong_handle(handle: str) -> str | None:
    wrong = wrong_handle(handle)
    return "; ".join(wrong) if wrong else None


def _name_of(folder: Path) -> str:
    """What a folder's name says the product is called."""
    name = "-".join(re.findall(r"[a-z0-9]+", folder.resolve().name.lower()))
    return name if is_name(name) else "shop"


def _write(folder: Path, files: Files) -> None:
    """Writes all of them, or none where one is there already."""
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise UsageError(f"{folder} holds {', '.join(there)} already: nothing was written; name a folder of its own")
    for path, text in files.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as stream:
                stream.write(text)
            if text.startswith("#!"):
                file.chmod(file.stat().st_mode | 0o111)
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror or error}; name another folder") from None


def _say(folder: Path, files: Files) -> None:
    for path in files:
        click.echo(f"  {folder / path}")
    first = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(
        f"Wrote {len(files)} files. What next: {first}dogwatch check && dogwatch test; README.md goes on from there."
    )
