"""What holds for all tests."""

from __future__ import annotations

import sys


def pytest_collection_finish() -> None:
    # Tests write a catalog, load it and write another one of the same length in its place, all within the second to
    # which Python tells the age of a file: the bytecode of the first would be taken for that of the second.
    sys.dont_write_bytecode = True
