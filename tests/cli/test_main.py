from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dogwatch.cli.main import COMMANDS
from dogwatch.cli.main import dogwatch as group

from .command import dogwatch, environment, shop


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "--help")
    assert ended.returncode == 0
    listed = ended.stdout.partition("Commands:\n")[2].splitlines()
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
