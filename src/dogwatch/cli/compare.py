"""`dogwatch compare`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.catalogs import read_file
from dogwatch.saved import plan_differences, read_plan


@click.command("compare", help="Say what one plan changes otherwise than another; end with 1 if it does. Offline.")
@click.argument("reviewed", type=click.Path(path_type=Path))
@click.argument("now", type=click.Path(path_type=Path))
def command(reviewed: Path, now: Path) -> None:
    differences = plan_differences(*(read_plan(read_file(file), str(file)) for file in (reviewed, now)))
    for sentence in differences:
        click.echo(sentence)
    if differences:
        raise click.exceptions.Exit(1)
    click.echo("Both plans change the same.")
