"""What holds for all tests."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is. Tests of speed measure processor time.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

# What collection makes, modules and items, stays until the end: to look through all of it for garbage again and again,
# while it grows, would take more than a third of the time of collecting.
gc.disable()

# What takes longest. It begins first: one of these begun last would go on alone, after all others have ended.
SLOW = frozenset({"test_docs.py", "test_demo.py", "test_disturbed_end_to_end.py", "test_drill.py", "test_wheel.py"})


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the commands that tests run keep, journals and what they have read, lies where nobody else's does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in SLOW)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
    # Tests write a catalog, load it and write another one of the same length in its place, all within the second to
    # which Python tells the age of a file: the bytecode of the first would be taken for that of the second.
    sys.dont_write_bytecode = True


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    chromium = sys.modules.get("tests.chromium")
    if chromium and (nextitem is None or nextitem.path != item.path):
        chromium.close()
