"""Editors and type checkers know what the functions take, those arguments too that many have in common."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILE = Path(__file__).parent / "typing_of_widgets.py"
WRONG = [number for number, line in enumerate(FILE.read_text().splitlines(), 1) if line.endswith("# wrong")]


@pytest.mark.parametrize(
    "command", [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)], ids=["mypy", "pyright"]
)
def test_a_type_checker_finds_what_is_wrong_and_nothing_else(command: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *command, str(FILE)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = re.findall(r"typing_of_widgets\.py:(\d+)(?::\d+)?(?: - |: )error", ended.stdout)

    assert len(WRONG) == 12
    assert sorted({*map(int, found)}) == WRONG, ended.stdout
