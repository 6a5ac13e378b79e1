"""`dogwatch test`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dogwatch.cli.catalogs import catalog_options, catalog_path, collect_seldom
from dogwatch.declare import root_of
from dogwatch.errors import UsageError

if TYPE_CHECKING:
    pass

# Where alert tests lie unless it is said, beside the catalog.
FOLDER = "alert_tests"
_NOTHING_COLLECTED = 5
_HELP = f"""Run the alert tests of a catalog, offline, and say which alerts no test has seen.

Alert tests are Python (test_*.py, run by pytest with the fixture `simulate`) or YAML (*.alerts.yaml). Without a PATH
they are those in {FOLDER}/ beside the catalog."""


@click.command("test", help=_HELP)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@catalog_options
@click.option("-k", "keyword", metavar="EXPRESSION", help="Only the tests whose names fit, as with pytest.")
@click.option("--self", "is_self", is_flag=True, help="Test instead what follows from each signal and objective.")
@click.option("--seed", type=int, default=0, metavar="N", help="Draw the loads with another seed.")
@click.option("--min-coverage", type=float, metavar="PERCENT", help="Exit code 1 if less of the alerts was seen.")
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write the results as JUnit's XML.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
def command(
    paths: tuple[Path, ...],
    catalog: Path | None,
    env: str | None,
    keyword: str | None,
    is_self: bool,
    seed: int,
    min_coverage: float | None,
    junit: Path | None,
    as_json: bool,
) -> None:
    collect_seldom()
    file = catalog_path(catalog)
    where = list(paths) or [root_of(file) / FOLDER]
    for path in where:
        if not Path(str(path).partition("::")[0]).exists():
            raise UsageError(f"there are no alert tests at {path}; write one, as docs/testing-alerts.md shows")
    ...
