from __future__ import annotations

import shlex
from itertools import takewhile

import click
import pytest

from dogwatch.cli.examples import EXAMPLES
from dogwatch.cli.main import COMMANDS
from dogwatch.cli.main import dogwatch as group

LINES = [(name, line) for name, lines in EXAMPLES.items() for line in lines]


def root() -> click.Context:
    """As the command line makes it: a command keeps the option for help that it had when it was first asked."""
    return click.Context(group, **group.context_settings)


def words(line: str) -> list[str]:
    """The arguments of dogwatch in a line of a shell, without where its input and output go."""
    parts = shlex.split(line.partition("source <(")[2].rstrip(")") or line)
    parts = list(takewhile(lambda part: part not in (">", "<"), parts))
    assert parts[0] == "dogwatch"
    return parts[1:]


def test_every_command_has_examples_and_only_those() -> None:
    assert set(EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize(("name", "line"), LINES)
def test_an_example_is_what_its_command_takes(name: str, line: str) -> None:
    called, *arguments = words(line)
    command = group.get_command(click.Context(group), called)
    assert (called, isinstance(command, click.Command)) == (name, True)
    assert command is not None
    with command.make_context(name, arguments, parent=root()) as context:
        assert context.args == []


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_stand_below_the_options_a_line_each(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    shown = command.get_help(click.Context(command, info_name=name, parent=root(), terminal_width=80))
    assert shown.rstrip().splitlines()[-len(EXAMPLES[name]) :] == [f"    {line}" for line in EXAMPLES[name]]
