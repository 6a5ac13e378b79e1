"""`make setup` on machines that are not as it hopes."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
OLD = """\
#!/bin/sh
[ "$1" = --version ] && echo Python 3.9.18
exit 1
"""


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_an_old_python_is_named_and_leaves_nothing_behind(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text(OLD)
    old.chmod(0o755)
    ended = make("demo", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}")
    assert ended.returncode == 2
    assert f"dogwatch needs Python 3.11 or newer; {old} is: Python 3.9.18\n" in ended.stderr
    assert "name another one, as in: make demo PYTHON=python3.12\n" in ended.stderr
    assert not (tmp_path / "venv").exists()
