from __future__ import annotations

import importlib
from pathlib import Path

import click
import pytest

from dogwatch.cli.main import COMMANDS

from .command import dogwatch, shop, start


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "--help")
    assert ended.returncode == 0
    listed = ended.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_module_and_help(name: str) -> None:
    command = importlib.import_module(f"dogwatch.cli.{name}").command
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


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    feature = 'Feature(f"f{number}", team=payments, service="a", signals=[Errors(rate="1%")])'
    shop(tmp_path, "catalog =", f"several = [{feature} for number in range(400)]\ncatalog =")
    with start(tmp_path, "build", "--json") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=30) == 1
