"""`dogwatch test`"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dogwatch.cli.catalogs import catalog_options, catalog_path, collect_seldom, environment
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.declare import load, root_of
from dogwatch.errors import UsageError

if TYPE_CHECKING:
    from dogwatch.testing import Coverage, Exercised, Session

# Where alert tests lie unless it is said, beside the catalog.
FOLDER = "alert_tests"
_HELP = f"""Run the alert tests of a catalog, offline, and say which alerts no test has seen.

Alert tests are Python (test_*.py, run by pytest with the fixture `simulate`) or YAML (*.alerts.yaml). Without a PATH
they are those in {FOLDER}/ beside the catalog."""


@click.command("test", help=_HELP)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@catalog_options
@click.option("-k", "keyword", metavar="EXPRESSION", help="Only the tests whose names fit, as with pytest.")
@click.option("--self", "is_self", is_flag=True, help="Test instead what follows from each signal and objective.")
@click.option("--seed", type=click.IntRange(min=0), default=0, metavar="N", help="Draw the loads with another seed.")
@click.option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit code 1 if less of the alerts was seen.",
)
@click.option("--junit", type=click.Path(path_type=Path), metavar="FILE", help="Write the results as JUnit's XML.")
@json_option("ok, tests, coverage; with --self ok, scenarios")
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
    if is_self:
        coverage = min_coverage is not None
        _refuse_beside_self({"PATH": paths, "--seed": seed, "--min-coverage": coverage, "--junit": junit})
        _test_itself(file, environment(env), keyword, as_json=as_json)
        return
    where = list(paths) or [_beside(file)]
    for path in where:
        if not Path(str(path).partition("::")[0]).exists():
            raise UsageError(f"there are no alert tests at {path}; write one, as docs/guide/testing-alerts.md shows")
    # pytest and numpy, which nobody else waits for.
    from dogwatch.testing import run_tests

    with redirect_stdout(sys.stderr) if as_json else nullcontext():
        session = run_tests(where, root_of(file), keyword=keyword, seed=seed, junit=junit)
    if session.is_empty:
        raise UsageError(
            f"there are no alert tests in {', '.join(map(str, where))}" + (f" that fit {keyword!r}" if keyword else "")
        )
    found = _coverage(file, environment(env), session.exercised)
    is_enough = min_coverage is None or found.percent >= min_coverage
    if as_json:
        _answer(session, found, ok=session.is_right and is_enough)
    else:
        _print(found, is_narrowed=bool(paths or keyword))
    if not is_enough:
        click.echo(f"the tests have seen {found.percent:.1f}% of the alerts; {min_coverage:g}% is asked for", err=True)
    if not (session.is_right and is_enough):
        click.get_current_context().exit(1)


def _refuse_beside_self(others: Mapping[str, object]) -> None:
    """What would be left out without a word, such as a file that somebody then looks for."""
    for name, is_given in others.items():
        if is_given:
            raise UsageError(f"--self takes no {name}: it has no files, no chance and no coverage")


def _beside(file: Path) -> Path:
    """The folder of alert tests beside a catalog, as a person in the current directory would type it."""
    root = root_of(file)
    return (root.relative_to(Path.cwd()) if root.is_relative_to(Path.cwd()) else root) / FOLDER


def _test_itself(file: Path, env: str, keyword: str | None, *, as_json: bool) -> None:
    """Plays what follows from the declaration, and ends with 1 when something does not come out as it has to."""
    from dogwatch.cli.covered import played_data, played_lines
    from dogwatch.testing import self_tested

    found = list(self_tested(load(file), env, lambda key: keyword is None or keyword in key))
    if not found:
        raise UsageError(
            f"no signal or objective of {file} has a scenario" + (f" that fits {keyword!r}" if keyword else "")
        )
    if as_json:
        answer({"scenarios": played_data(found)}, ok=not any(each.failure for each in found))
    else:
        for line in played_lines(found):
            click.echo(line)
    if any(each.failure for each in found):
        click.get_current_context().exit(1)


def _coverage(file: Path, env: str, exercised: Sequence[Exercised]) -> Coverage:
    """That of the environment, of the catalog as the tests had it."""
    from dogwatch.testing import Watching, coverage_of

    watching = next((each.watching for each in exercised if each.watching.env == env), None)
    return coverage_of(watching or Watching.of(load(file), env), exercised)


def _answer(session: Session, found: Coverage, *, ok: bool) -> None:
    from dogwatch.cli.covered import coverage_data

    tests = [outcome._asdict() for outcome in session.outcomes]
    answer({"tests": tests, "coverage": coverage_data(found)}, ok=ok)


def _print(found: Coverage, *, is_narrowed: bool) -> None:
    from dogwatch.cli.covered import coverage_lines

    click.echo()
    for line in coverage_lines(found, is_narrowed=is_narrowed):
        click.echo(line)
