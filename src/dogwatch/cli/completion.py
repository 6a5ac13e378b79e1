"""`dogwatch completion`"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_HELP = """Print what makes a shell complete commands, options, features, teams, monitors and targets.

Names of a catalog are read by running it, as every command does, and remembered until one of its files changes."""


@click.command("completion", help=_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(context.find_root().command, {}, "dogwatch", "_DOGWATCH_COMPLETE").source())
