from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dogwatch.cli.main import COMMANDS
from dogwatch.cli.main import dogwatch as group
from dogwatch.local import running

from .command import at_a_terminal, dogwatch, environment, shop


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "--help")
    assert ended.returncode == 0
    listed = ended.stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_module_and_help(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert isinstance(command, click.Command)
    assert command.name == name
    assert str(command.help).endswith(".")


def test_says_its_version(tmp_path: Path) -> None:
    assert dogwatch(tmp_path, "--version").stdout.startswith("dogwatch 0.")


@pytest.mark.parametrize("arguments", [(), ("nosuch",), ("check", "--nosuch"), ("up", "--port", "many")])
def test_wrong_use_ends_with_two(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = dogwatch(tmp_path, *arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert "Usage: dogwatch" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_interruption_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "features.py").write_text("raise KeyboardInterrupt\n")
    ended = dogwatch(tmp_path, "check")
    assert (ended.returncode, ended.stderr.strip()) == (130, "interrupted")


def test_a_reader_that_went_away_is_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "dogwatch", "build", "--json"],
        cwd=shop(tmp_path),
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


def test_names_the_command_that_was_meant(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "chek")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "No such command 'chek'. Did you mean 'check'?" in ended.stderr


def test_a_letter_that_the_terminal_has_not_ends_no_command(tmp_path: Path) -> None:
    folder = shop(tmp_path, '"checkout", team', '"checkout", description="Kasse → 🐕", team')
    of_c = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    built = dogwatch(folder, "build", "--json", env=of_c)
    assert built.returncode == 0
    assert built.stdout.isascii()
    assert json.loads(built.stdout) == json.loads(dogwatch(folder, "build", "--json").stdout)
    assert dogwatch(folder, "docs", env=of_c).returncode == 0


def test_no_colour_goes_into_a_file_or_where_none_is_wanted(tmp_path: Path) -> None:
    with running() as server:
        plain = dogwatch(shop(tmp_path), "plan", "--local", url=server.url)
        unwanted = at_a_terminal(tmp_path, "plan", "--local", url=server.url, NO_COLOR="1", COLUMNS="40")
        painted = at_a_terminal(tmp_path, "plan", "--local", url=server.url, COLUMNS="40")
    assert "\x1b" not in plain.stdout + plain.stderr
    assert unwanted == (0, plain.stdout + plain.stderr)
    assert "\x1b[" in painted[1]
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted[1]) == unwanted[1]
