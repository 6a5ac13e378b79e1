from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dogwatch.cli.open_shop import open_shop, what_next

ROOT = Path(__file__).parent.parent.parent


def test_what_is_printed_breaks_the_shop_that_is_open_and_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with open_shop(os.environ, "udp://127.0.0.1:9") as folder:
        lines = what_next("http://127.0.0.1:1", ".venv/bin/activate", folder)
        standing = Path(folder, "switches.json")
        for name, errors in (("Break", {"checkout": 0.2}), ("Mend", {})):
            match = re.search(rf"^  {name} +python (.*)$", lines, re.M)
            assert match
            subprocess.run([sys.executable, *match[1].split()], check=True)
            assert json.loads(standing.read_text())["errors"] == errors
    assert not Path(folder).exists()


def test_a_folder_with_a_space_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my shop").mkdir()
    monkeypatch.chdir(tmp_path / "my shop")
    assert f"cd '{tmp_path}/my shop' && . .venv/bin/activate" in what_next("", ".venv/bin/activate", "/tmp/shop")
