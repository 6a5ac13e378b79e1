"""Where tests find the recorded and published Datadog data: beside the repository, or where DOGWATCH_CORPUS says."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parent.parent


def corpus(relative: str) -> Path:
    """The file or folder `relative` of the corpus; skips the test when there is none on this machine."""
    base = Path(os.environ.get("DOGWATCH_CORPUS", REPOSITORY.parent / "shared")) / "corpus"
    if not (base / relative).exists():
        pytest.skip(f"{base / relative} is not here; set DOGWATCH_CORPUS to the folder that holds corpus/")
    return base / relative


def json_lines(relative: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped file of JSON lines."""
    with gzip.open(corpus(relative), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
