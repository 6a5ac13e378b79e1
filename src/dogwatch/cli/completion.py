"""`dogwatch completion`"""

from __future__ import annotations

import click

from dogwatch.cli.shells import SHELLS, VARIABLE

_HELP = """Print what makes a shell complete commands, options, features, teams, monitors and targets.

Names of a catalog are read by running it, as every command does, and remembered until one of its files changes. Zsh
reads the file when its folder is in fpath before compinit is called."""


@click.command("completion", help=_HELP)
@click.argument("shell", type=click.Choice(list(SHELLS)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    click.echo(SHELLS[shell](context.find_root().command, {}, "dogwatch", VARIABLE).source())
