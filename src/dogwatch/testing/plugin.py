"""The plugin of pytest: the fixture `simulate`, which loads the rest of dogwatch when a test asks for it.

def test_slow_checkout_pages_payments(simulate):
    sim = simulate(catalog, start="2026-01-05T09:00Z", env="prod")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .simulation import Simulation

SEED = "--load-seed"
SHEETS = (".alerts.yaml", ".alerts.yml")
# What held in the simulations of each test, by its name, for whoever runs pytest and asks what was tested.
EXERCISED = pytest.StashKey[dict[str, list[Any]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("dogwatch", "tests of alerts")
    group.addoption(SEED, type=int, default=0, metavar="N", help="draw the loads of `simulate` with another seed")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Alert tests in YAML, which nobody else's files are called like."""
    if not file_path.name.endswith(SHEETS):
        return None
    from .sheet.collecting import SheetFile

    return SheetFile.from_parent(parent, path=file_path)


@pytest.fixture
def simulate(request: pytest.FixtureRequest) -> Iterator[Callable[..., Simulation]]:
    """Makes simulations: `simulate(catalog, start="2026-01-05T09:00Z", env="prod")`; see `dogwatch.testing`."""
    from .simulating import simulate

    made: list[Simulation] = []

    def make(catalog: Any, **arguments: Any) -> Simulation:
        arguments.setdefault("seed", request.config.getoption(SEED))
        made.append(simulate(catalog, **arguments))
        return made[-1]

    yield make
    request.config.stash.setdefault(EXERCISED, {})[request.node.nodeid] = [each.exercised for each in made]
