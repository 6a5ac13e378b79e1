from __future__ import annotations

import shutil
from pathlib import Path

from .command import dogwatch

ROOT = Path(__file__).parent.parent.parent


def test_goes_from_the_catalog_to_the_stored_monitor(tmp_path: Path) -> None:
    shutil.copy(ROOT / "features.py", tmp_path)
    shutil.copytree(ROOT / "monitors", tmp_path / "monitors", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "dashboards_py", tmp_path / "dashboards_py", ignore=shutil.ignore_patterns("__pycache__"))
    before = (tmp_path / "features.py").read_text()
    ended = dogwatch(tmp_path, "demo", "--once")
    assert (ended.returncode, ended.stderr) == (0, "")
    starts = ("Plan:", "Nothing to do:", "      options.")
    first, _, rest, nothing, change, one, applied = [
        line for line in ended.stdout.splitlines() if line.startswith(starts)
    ]
    assert first.endswith(" waiting for data.")
    assert rest.startswith("Plan: ")
    assert "waiting" not in rest
    assert nothing.startswith("Nothing to do: 0 to create, 0 to update, 0 to delete, ")
    assert change == "      options.thresholds.warning: 0.02 → 0.03"
    assert one == applied
    assert one.startswith("Plan: 0 to create, 1 to update, 0 to delete, ")
    assert '"warning": 0.03' in ended.stdout
    assert (tmp_path / "features.py").read_text() == before


def test_says_what_it_needs(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "demo", "--once")
    assert ended.returncode == 2
    assert ended.stderr.startswith(
        "the demo changes warn=0.02 in a copy of monitors/checkout.py, and there is none here"
    )
