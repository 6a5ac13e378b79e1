"""`dogwatch import`"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dogwatch.adopt import Built, Entry, Original, entries, modules, package_head
from dogwatch.cli.catalogs import catalog_options, environment
from dogwatch.cli.home import Home
from dogwatch.cli.json_files import Read, originals_in
from dogwatch.cli.workshop import workshop
from dogwatch.declare import check
from dogwatch.kinds import Resource

_NOUNS = {"monitor": "monitor", "slo": "SLO", "dashboard": "dashboard"}


@click.command("import", help="Write Python that declares what is in Datadog or in files of JSON, and prove it equal.")
@click.option("--from", "paths", multiple=True, type=click.Path(path_type=Path), help="A file of JSON, or a folder.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The package to write.")
@click.option("--name", metavar="NAME", help="Name of the catalog, where --out makes one [default: that of --out].")
@catalog_options
def command(paths: tuple[Path, ...], out: Path, name: str | None, catalog: Path | None, env: str | None) -> None:
    home = Home.of(catalog, out, name)
    read = originals_in(paths)
    outcome = _written(home, read.originals, environment(env))
    _tell(home, read, outcome)
    if not outcome.is_whole or read.unreadable:
        raise click.exceptions.Exit(1)


@dataclass(frozen=True)
class Outcome:
    """What became of the originals that are not declared yet: entries that were written, and sentences about those
    that are not equal. `resources` are those of the whole catalog.
    """

    there: int
    entries: Sequence[Entry]
    unequal: Sequence[str]
    resources: Sequence[Resource]

    @property
    def is_whole(self) -> bool:
        return not self.unequal


def _written(home: Home, originals: Iterable[Original], env: str) -> Outcome:
    """Writes what is new, builds the catalog with it, and compares; moves it to its place at the end."""
    listed = list(originals)
    new = [each for each in listed if (each.kind, each.source) not in home.known]
    made = entries(new, home.taken)
    files = {f"{module}.py": text for module, text in modules(made, env, home.known).items()}
    if home.declared is None:
        files["__init__.py"] = package_head(home.name)
    with workshop(home.out) as shop:
        shop.write(files)
        declared = home.rebuilt(shop)
        resources = check(declared, env)
        built = Built.of(declared, resources, listed)
        unequal = [f"{_called(each)}: {', '.join(fields)}" for each in new if (fields := built.unequal(each))]
        shop.deliver(files)
    return Outcome(len(listed) - len(new), made, unequal, resources)


def _tell(home: Home, read: Read, outcome: Outcome) -> None:
    for sentence in (
        *read.unreadable,
        *(f"passed over, since it holds nothing to declare: {file}" for file in read.passed_over),
    ):
        click.echo(sentence, err=True)
    for sentence in outcome.unequal:
        click.echo(f"not equal: {sentence}", err=True)
    by_module = Counter((entry.module, entry.kind) for entry in outcome.entries)
    for module in dict.fromkeys(entry.module for entry in outcome.entries):
        counts = [_count(by_module[module, kind], noun) for kind, noun in _NOUNS.items() if by_module[module, kind]]
        click.echo(f"{home.out / module}.py: {', '.join(counts)}")
    there = f" ({outcome.there} there already)" if outcome.there else ""
    written = len(outcome.entries)
    click.echo(f"Read {written + outcome.there}{there}, wrote {written}, equal {written - len(outcome.unequal)}.")


def _called(original: Original) -> str:
    return f"{original.kind} {original.source} {original.title!r}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
