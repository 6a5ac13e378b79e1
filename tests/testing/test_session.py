"""A run of pytest over alert tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dogwatch.testing import run_tests

_LOADED = """
import sys
from pathlib import Path
from dogwatch.testing import run_tests

session = run_tests([Path("test_one.py")], Path.cwd())
rewritten = type(sys.modules["dogwatch.testing.simulation"].__loader__).__name__
print(session.is_right, "hypothesis" in sys.modules, rewritten)
"""


def test_loads_nothing_of_what_no_test_uses(tmp_path: Path) -> None:
    """Whoever has hypothesis does not wait for it, nor for asserts of dogwatch itself that pytest would rewrite."""
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")

    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.splitlines()[-1] == "True False SourceFileLoader"


def test_what_a_person_ends_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text("def test_one(): raise KeyboardInterrupt\n")

    with pytest.raises(KeyboardInterrupt):
        run_tests([tmp_path / "test_one.py"], tmp_path)


def test_what_cannot_be_collected_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "test_two.py").write_text("def test_two(:\n")

    session = run_tests([tmp_path / "test_two.py"], tmp_path)

    assert not session.is_right
    assert not session.is_empty
