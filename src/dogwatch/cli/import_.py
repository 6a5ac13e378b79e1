"""`dogwatch import`"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dogwatch.adopt import Built, Entry, Original, Sorted, entries, modules, package_head, sort_out
from dogwatch.cli.catalogs import catalog_options, collect_seldom, environment
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.ended import Ended
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.home import Home
from dogwatch.cli.journals import journal_folder, journal_option
from dogwatch.cli.json_files import Read, originals_in
from dogwatch.cli.marking import marking, refuse_moved
from dogwatch.cli.one_target import target_option
from dogwatch.cli.run import Run
from dogwatch.cli.selected import Wanted, selected
from dogwatch.cli.targets import target
from dogwatch.cli.terminal import ask
from dogwatch.cli.workshop import workshop
from dogwatch.declare import check
from dogwatch.errors import UsageError

_NOUNS = {
    "monitor": "monitor",
    "slo": "SLO",
    "dashboard": "dashboard",
    "synthetic_test": "synthetic test",
    "notification_rule": "notification rule",
    "downtime": "downtime",
    "slo_correction": "correction",
    "powerpack": "powerpack",
    "dashboard_list": "dashboard list",
    "system": "system",
}
_HELP = "Write Python that declares what is in Datadog, or in files of JSON, and prove it equal."


@click.command("import", help=_HELP)
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The package to write.")
@click.option("--all", "everything", is_flag=True, help="All of every kind that can be imported.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="A monitor, an SLO or a dashboard; like its address.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="What has the tag.")
@click.option("--team", "teams", multiple=True, metavar="NAME", help="What has the tag team:NAME.")
@click.option("--from", "paths", multiple=True, type=click.Path(path_type=Path), help="A file of JSON, or a folder.")
@click.option("--name", metavar="NAME", help="Name of the catalog, where --out makes one [default: that of --out].")
@click.option("--adopt", is_flag=True, help="Put the catalog's marks on what was imported.")
@click.option("--yes", is_flag=True, help="With --adopt: ask nothing.")
@target_option("A target of sync/targets.py; else the environment's.")
@click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine.")
@catalog_options
@journal_option
@json_option("ok, files, counts, what was not imported and why, and with --adopt marked")
def command(
    addresses: tuple[str, ...],
    out: Path,
    everything: bool,
    ids: tuple[str, ...],
    tags: tuple[str, ...],
    teams: tuple[str, ...],
    paths: tuple[Path, ...],
    name: str | None,
    adopt: bool,
    yes: bool,
    named: str | None,
    is_local: bool,
    catalog: Path | None,
    env: str | None,
    journals: Path | None,
    as_json: bool,
) -> None:
    wanted = Wanted(everything, (*addresses, *ids), (*tags, *(f"team:{team}" for team in teams)))
    _refuse_both(wanted, paths, adopt)
    collect_seldom()
    home = Home.of(catalog, out, name)
    if paths:
        read, chosen, connection = originals_in(paths), environment(env), None
    else:
        to = target(named, is_local, env, home.root)
        connection = Connection.open(to)
        with explained(is_local):
            read, chosen = selected(connection, wanted, time.time()), to.env
    outcome = _written(home, read.originals, chosen)
    _say(home, read, outcome, as_json=as_json)
    hint = home.hint if outcome.entries else None
    if hint:
        click.echo(hint, err=as_json)
    marked = None
    if connection and adopt:
        marked = _marked(connection, home, outcome, wanted, journals, yes=yes, as_json=as_json)
    click.echo(outcome.sentence, err=as_json)
    code = marked.exit_code if marked else 0
    if as_json:
        said = {**_data(home, read, outcome), "hint": hint, "marked": marked and marked.data}
        answer(said, ok=not code and outcome.is_whole and not read.unreadable)
    if code or not outcome.is_whole or read.unreadable:
        raise click.exceptions.Exit(code or 1)


def _refuse_both(wanted: Wanted, paths: Sequence[Path], adopt: bool) -> None:
    """One source, and marks only where there is something to mark."""
    if not wanted and not paths:
        raise UsageError("say what to import: --all, --team, --tag, --id or an address out of Datadog, or --from FILES")
    if wanted and paths:
        raise UsageError("--from reads files, the others read Datadog; write one of them")
    if adopt and paths:
        raise UsageError("--adopt marks what is in Datadog, and --from reads files; leave one of them out")


@dataclass(frozen=True)
class Outcome:
    """What became of the originals: where they are written now, and sentences about those that are not equal."""

    sorted: Sorted
    entries: Sequence[Entry]
    unequal: Sequence[str]
    built: Built

    @property
    def is_whole(self) -> bool:
        return not self.unequal and not self.sorted.refused

    @property
    def counts(self) -> dict[str, int]:
        """How many were read, there already, written and equal."""
        there, written = len(self.sorted.there), len(self.entries)
        read = there + written + len(self.sorted.refused)
        return {"read": read, "there": there, "wrote": written, "equal": written - len(self.unequal)}

    @property
    def sentence(self) -> str:
        """The same in words."""
        read, there, wrote, equal = self.counts.values()
        beside = f" ({there} there already)" if there else ""
        return f"Read {read}{beside}, wrote {wrote}, equal {equal}."


def _written(home: Home, originals: Sequence[Original], env: str) -> Outcome:
    """Writes what is new, builds the catalog with it, and compares; moves it to its place at the end."""
    found = sort_out(originals, home.known(env))
    made = entries(found.new, home.taken)
    files = {f"{module}.py": text for module, text in modules(made, env, home.imported).items()}
    if not (home.out / "__init__.py").exists():
        files["__init__.py"] = package_head(home.name if home.declared is None else None)
    built = _built(home, files if made else {}, originals, env)
    compared = ((each, built.unequal(each)) for each in found.new)
    return Outcome(found, made, [f"{each}: {', '.join(fields)}" for each, fields in compared if fields], built)


def _built(home: Home, files: Mapping[str, str], originals: Sequence[Original], env: str) -> Built:
    """What the catalog declares with the files, which are in their place once it does."""
    if not files:
        return Built.of(home.declared, check(home.declared, env), originals) if home.declared else Built({})
    with workshop(home.out) as shop:
        shop.write(files)
        declared = home.rebuilt(shop)
        built = Built.of(declared, check(declared, env), originals)
        shop.deliver(files)
    return built


def _marked(
    connection: Connection,
    home: Home,
    outcome: Outcome,
    wanted: Wanted,
    journals: Path | None,
    *,
    yes: bool,
    as_json: bool,
) -> Ended:
    """Puts a mark on everything that is declared as it was read, unless nobody wants that."""
    unmarked = [each for each in (*outcome.sorted.there, *outcome.sorted.new) if not each.marks]
    equal = [each for each in unmarked if not outcome.built.unequal(each)]
    for each in unmarked:
        if fields := outcome.built.unequal(each):
            click.echo(f"not marked: {each}: it was changed since ({', '.join(fields)})", err=True)
    plan = marking(equal, outcome.built, str(connection.target))
    if not plan.changes:
        click.echo("Nothing to mark.", err=as_json)
        return Ended()
    if not yes and not ask(f"Mark {len(plan.changes)} objects for the catalog {home.name} at {plan.target}?"):
        click.echo("Nothing was marked.", err=as_json)
        return Ended()
    run = Run.of(connection, home.name, journal_folder(journals), "import --adopt")
    return run.carry_out(
        plan,
        connection.opened,
        lambda: refuse_moved(equal, selected(connection, wanted, time.time()).originals),
        as_json=as_json,
    )


def _data(home: Home, read: Read, outcome: Outcome) -> dict[str, Any]:
    """What was written and what was not, for programs."""
    return {
        "files": [f"{home.out / module}.py" for module in dict.fromkeys(each.module for each in outcome.entries)],
        "counts": outcome.counts,
        "not_read": list(read.unreadable),
        "passed_over": list(read.passed_over),
        "left_out": list(outcome.sorted.left_out),
        "not_written": list(outcome.sorted.refused),
        "not_equal": list(outcome.unequal),
    }


def _say(home: Home, read: Read, outcome: Outcome, *, as_json: bool) -> None:
    """Prints what was not read or is not equal, and the modules with what stands in them."""
    for sentence in read.unreadable:
        click.echo(f"not read: {sentence}", err=True)
    for file in read.passed_over:
        click.echo(f"passed over: {file} holds nothing that can be imported", err=True)
    for sentence in (*read.left_out, *outcome.sorted.left_out):
        click.echo(f"left out: {sentence}", err=True)
    for sentence in outcome.sorted.refused:
        click.echo(f"not written: {sentence}", err=True)
    for sentence in outcome.unequal:
        click.echo(f"not equal: {sentence}", err=True)
    by_module = Counter((entry.module, entry.kind) for entry in outcome.entries)
    for module in dict.fromkeys(entry.module for entry in outcome.entries):
        counts = [_count(by_module[module, kind], noun) for kind, noun in _NOUNS.items() if by_module[module, kind]]
        click.echo(f"{home.out / module}.py: {', '.join(counts)}", err=as_json)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
