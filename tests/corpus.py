"""Where the recorded data of real organisations lies; tests that need it are skipped where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE_THE_REPOSITORY = Path(__file__).parents[1] / ".." / "shared"


def corpus(relative: str) -> Path:
    """The path of a corpus file; skips the test that asks when the file is not there (`DOGWATCH_CORPUS` says where)."""
    path = Path(os.environ.get("DOGWATCH_CORPUS", _BESIDE_THE_REPOSITORY)) / "corpus" / relative
    if not path.exists():
        pytest.skip(f"the corpus is not here: {path}")
    return path
