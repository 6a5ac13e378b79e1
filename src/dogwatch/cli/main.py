"""The entry point: finds the command, and turns what goes wrong into a line and an exit code."""

from __future__ import annotations

import importlib
import keyword
import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from dogwatch.cli.ending import Ending
from dogwatch.cli.examples import epilog
from dogwatch.cli.for_programs import exit_code, failed, is_asked_for
from dogwatch.errors import DogwatchError
from dogwatch.nearest import nearest

_COMPLETING = "_DOGWATCH_COMPLETE"
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Name, and what it does in a line: listing the commands must not import them.
COMMANDS = {
    "init": "write a repository for a catalog of your own",
    "check": "find the mistakes in the catalog",
    "build": "print what the catalog declares, as Datadog's own bodies",
    "export": "write what services should know of the catalog",
    "routes": "show who is told what",
    "test": "run the tests of alerts, and say which alerts they have not seen",
    "query": "read queries, and say what they ask",
    "docs": "write a page per feature, an index, and CODEOWNERS",
    "plan": "show what apply would change in Datadog",
    "apply": "make Datadog what the catalog declares",
    "sync": "plan, ask, apply",
    "targets": "say whose the keys of each target are",
    "rollback": "put back what a run overwrote and deleted",
    "import": "write Python that declares what is in Datadog",
    "mute": "have the monitors of a feature tell nobody for a while",
    "drift": "say whether Datadog is as declared",
    "compare": "say whether two plans change the same",
    "fetch": "take a file out of an artifact",
    "comment": "put a plan into a comment on a pull request",
    "doctor": "say what is wrong between the catalog and what runs",
    "preview": "draw a dashboard into a file of HTML",
    "fire": "let a monitor tell those whom it tells, as a test",
    "completion": "print what makes a shell complete names",
    "up": "run the embedded Datadog",
    "drill": "break the sample shop, and let somebody find out why",
    "demo": "one feature from declaration to monitor, in the embedded Datadog",
}


class Commands(click.Group):
    """The commands, imported one by one when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        named = [CompletionItem(name, help=said) for name, said in COMMANDS.items() if name.startswith(incomplete)]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            meant = nearest(cmd_name, COMMANDS)
            if meant and not ctx.resilient_parsing:
                ctx.fail(f"No such command {cmd_name!r}. Did you mean {meant!r}?")
            return None
        file = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f"dogwatch.cli.{file}")
        command: click.Command = module.command
        command.epilog = epilog(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


_ENDS = """\b
Exit codes:
  0  done, or nothing to do
  1  it failed, or what was asked is not so
  2  wrong use, or a wrong catalog
  3  there is something to change (plan --exit-code, drift)
  4  what a plan was made for has moved since
  130  interrupted"""


@click.command(cls=Commands, name="dogwatch", epilog=_ENDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dogwatch", message="dogwatch %(version)s")
def dogwatch() -> None:
    """Monitoring as code for Datadog: declare the features of a product, get the monitors that watch over them."""


def main() -> None:
    """Runs the command line and ends the process, with what `dogwatch.cli.exit_codes` says."""
    end = Ending()
    if isinstance(sys.stdout, TextIOWrapper):
        # Of a letter that the terminal has not, or half of one, the number is shown, and all the rest.
        sys.stdout.reconfigure(errors="backslashreplace")
    if _COMPLETING in os.environ:
        importlib.import_module("dogwatch.cli.shells")  # from then on click has them
    try:
        # Without click's own way to end a process, the code of its Exit is what the call returns.
        end(dogwatch(prog_name="dogwatch", standalone_mode=False) or 0)
    except (click.ClickException, click.Abort, DogwatchError, KeyboardInterrupt) as error:
        failed(error, as_json=is_asked_for(sys.argv[1:]))
        end(exit_code(error))
