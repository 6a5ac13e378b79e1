"""`dogwatch compare`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.catalogs import read_file
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.saved import plan_differences, read_plan


@click.command("compare", help="Say what one plan changes otherwise than another; end with 1 if it does. Offline.")
@click.argument("reviewed", type=click.Path(path_type=Path))
@click.argument("now", type=click.Path(path_type=Path))
@json_option("ok, differences")
def command(reviewed: Path, now: Path, as_json: bool) -> None:
    differences = plan_differences(*(read_plan(read_file(file), str(file)) for file in (reviewed, now)))
    if as_json:
        answer({"differences": differences}, ok=not differences)
    else:
        for sentence in differences or ["Both plans change the same."]:
            click.echo(sentence)
    if differences:
        raise click.exceptions.Exit(1)
