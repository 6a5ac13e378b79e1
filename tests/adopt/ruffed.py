"""ruff as people run it on what was written: the formatter leaves it as it is, the linter finds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SETTINGS = [
    "--quiet",
    "--no-cache",
    "--isolated",
    "--config",
    "line-length = 120",
    "--config",
    'target-version = "py311"',
]
_RULES = "E,F,I,W,UP,B,SIM,PT,BLE,T20,TID,C4,PTH,ISC,Q,COM818,RET,PIE"


def formatted(code: str) -> str:
    """The code as the formatter writes it."""
    ended = subprocess.run(
        [sys.executable, "-m", "ruff", "format", *_SETTINGS, "-"],
        input=code.encode("utf-8", "surrogatepass"),
        capture_output=True,
        check=True,
    )
    return ended.stdout.decode("utf-8")


def complaints(folder: Path, *, may_be_long: bool = False) -> str:
    """What formatter and linter say of the modules of a folder; empty when nothing. A name of a field cannot be cut, so
    a line with a long one `may_be_long`.
    """
    said = ""
    ignored = ["--ignore", "E501"] if may_be_long else []
    for arguments in (["format", "--check"], ["check", "--select", _RULES, *ignored]):
        ended = subprocess.run(
            [sys.executable, "-m", "ruff", *arguments, *_SETTINGS, str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        said += ended.stdout + ended.stderr
        assert ended.returncode or not said
    return said
