"""What holds for all tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Journals of the commands that tests run lie where nobody else's do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


def pytest_collection_finish() -> None:
    # Tests write a catalog, load it and write another one of the same length in its place, all within the second to
    # which Python tells the age of a file: the bytecode of the first would be taken for that of the second.
    sys.dont_write_bytecode = True
