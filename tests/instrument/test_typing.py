"""What is tracked keeps its types, for both type checkers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FILE = Path(__file__).parent / "typing_of_track.py"
WRONG = [number for number, line in enumerate(FILE.read_text().splitlines(), 1) if line.endswith("# wrong")]


@pytest.mark.parametrize(
    "command", [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)], ids=["mypy", "pyright"]
)
def test_a_type_checker_finds_what_is_wrong_and_nothing_else(command: tuple[str, ...]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *command, str(FILE)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = re.findall(r"typing_of_track\.py:(\d+)(?::\d+)?(?: - |: )error", ended.stdout)

    assert sorted({*map(int, found)}) == WRONG, ended.stdout
