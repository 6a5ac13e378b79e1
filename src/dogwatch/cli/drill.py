"""`dogwatch drill`"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dogwatch.cli import sample_shop
from dogwatch.cli.answering import Asking
from dogwatch.cli.interruption import ended_by_sigterm
from dogwatch.errors import DogwatchError, UsageError
from dogwatch.nearest import nearest

if TYPE_CHECKING:
    from dogwatch.drill import Drill, Happened, Stage
    from dogwatch.local import Running

_TIMES, _FAST = 10.0, 120.0
_MOST_SEEDS = 1000
_PLACES = {
    "/": "the features, the troubled first",
    "/notifications": "what was told to whom",
    "/monitors/manage": "the monitors, with the reason of each evaluation",
    "/metric/explorer": "a query tried out",
}


@click.command("drill", help="Break the sample shop, and let somebody find out why in the embedded Datadog.")
@click.argument("name", required=False)
@click.option("--list", "lists", is_flag=True, help="Name the drills.")
@click.option("--fast", is_flag=True, help=f"A clock {_FAST:g} times as fast as the real one, instead of {_TIMES:g}.")
@click.option("--answers", type=click.File(encoding="utf-8"), help="Take the answers from a file, a line each.")
@click.option("--seed", type=click.IntRange(0), help="Repeat the drill that said this number.")
def command(name: str | None, lists: bool, fast: bool, answers: TextIO | None, seed: int | None) -> None:
    from dogwatch.drill import DRILLS

    if lists or name is None:
        if name is not None:
            raise UsageError("--list names all drills; leave out either it or the name")
        click.echo("\n".join(f"{drill.name:20} {drill.about}" for drill in DRILLS))
        return
    drill = _chosen(name, DRILLS)
    if missing := sample_shop.missing():
        raise UsageError(f"the drill breaks the sample shop, and {sample_shop.FOLDER}/ {missing}; run it where one is")
    seed = random.randrange(_MOST_SEEDS) if seed is None else seed
    with ended_by_sigterm():
        is_solved = _hold(drill, _FAST if fast else _TIMES, seed, Asking(answers or sys.stdin, click.echo))
    click.get_current_context().exit(0 if is_solved else 1)


def _chosen(name: str, drills: tuple[Drill, ...]) -> Drill:
    by_name = {drill.name: drill for drill in drills}
    if name not in by_name:
        meant = nearest(name, by_name)
        raise UsageError(f"there is no drill {name}; {f'did you mean {meant}? ' if meant else ''}dogwatch drill --list")
    return by_name[name]


def _hold(drill: Drill, times: float, seed: int, asking: Asking) -> bool:
    """Whether the trainee has found out everything."""
    from dogwatch.drill import questions, staged

    click.echo(f"{drill.name}: {drill.about}")
    click.echo("The embedded Datadog gets a week of the sample shop, and the catalog is applied to it …")
    with staged(drill, Path.cwd(), os.environ, times=times, seed=seed, prepare=_apply) as stage:
        stage.begin()
        _introduce(stage, seed)
        stage.break_(drill)
        happened = _happened(drill, stage)
        stage.prove(drill)
        _show(happened)
        told_at = time.monotonic()
        is_solved = asking.ask(list(questions(drill, happened, random.Random(seed))))
        _judge(drill, stage, happened, is_solved=is_solved, seconds=time.monotonic() - told_at)
    return is_solved


def _apply(server: Running) -> None:
    """Applies the catalog that is here, as a person would, and shows its features in the browser."""
    from dogwatch.cli.up import show_catalog

    environ = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "DATADOG_"))}
    command = [sys.executable, "-m", "dogwatch", "apply", "--local", "--yes"]
    ended = subprocess.run(
        command, env={**environ, "DATADOG_HOST": server.url}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise DogwatchError(
            f"the drill ends here: the catalog cannot be applied:\n{ended.stdout}{ended.stderr}".rstrip()
        )
    show_catalog(server, None, "prod")


def _introduce(stage: Stage, seed: int) -> None:
    click.echo(
        f"The shop is open. It is {_now(stage)} UTC in the embedded Datadog, whose clock goes {stage.times:g} times"
    )
    click.echo(
        f"as fast as yours. Drill {seed}: --seed {seed} repeats it; Ctrl-C ends it, and all that it has started."
    )
    click.echo("In the browser:")
    for path, shows in _PLACES.items():
        click.echo(f"  {stage.server.url}{path:20} {shows}")
    click.echo("Somebody is told when there is something to find out …")


def _now(stage: Stage) -> str:
    from dogwatch.drill import clock_time

    return clock_time(stage.clock.second)


def _happened(drill: Drill, stage: Stage) -> Happened:
    from dogwatch.drill import Happened, read_runbook

    told = stage.wait_for_alert(drill)
    runbook = read_runbook(Path("docs", "runbooks", f"{drill.feature}.md"))
    left = stage.witness.budget_left(f"{drill.feature}/{drill.budget}", told["at"]) if drill.budget else None
    return Happened(stage.broke_at, told, runbook, left, stage.times)


def _show(happened: Happened) -> None:
    from dogwatch.drill import clock_time

    click.echo(f"\n{clock_time(happened.told['at'])} UTC: the first alert has gone out. What is wrong?")
    click.echo(
        "Answer by a number or in words; ? gives a hint, an empty line gives a question up. Try as often as you like."
    )


def _judge(drill: Drill, stage: Stage, happened: Happened, *, is_solved: bool, seconds: float) -> None:
    from dogwatch.drill import clock_time

    minutes = (stage.clock.second - happened.since) / 60
    broke = f"It broke at {clock_time(happened.since)} UTC, and was told at {clock_time(happened.told['at'])}."
    if is_solved:
        click.echo(
            f"\nFound out. {broke} From the break to your last right answer it took {minutes:.0f} minutes on that"
        )
        click.echo(f"clock; on yours you had it {seconds:.0f} s after the alert.")
    else:
        click.echo(f"\nNot found out this time. {broke}")
    click.echo("A good way to find it:")
    click.echo(textwrap.indent(textwrap.fill(drill.way, 110, break_long_words=False, break_on_hyphens=False), "  "))
