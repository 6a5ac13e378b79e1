"""`make bench`: the numbers of the command line, of queries, of series, of what comes in and of the instrumentation,
beside alternatives. `python -m tests.bench sync [SIZE …] [--limits]` prints those of plan and apply alone, and
`python -m tests.bench browser` those of pages.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from tests.bench import alerts, browser, instrument, intake, judge, measure, queries, sync, testing
from tests.bench.catalogs import RESOURCES_PER_FEATURE, catalog_of, large_catalog, mixed_catalog
from tests.bench.dashboards import checked_per_second
from tests.bench.found import fill
from tests.bench.processes import RUNS, Timing, embedded_datadog, peak, python, timed, timed_on_empty

MONITORS = 1000
FEATURES = 200
MANY_FEATURES = 1000
PARALLEL = "64"
KEYS = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}


def main() -> None:
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {RUNS} runs each")
    print("Seconds and milliseconds are whole processes: start of Python, imports and I/O included.")
    print(f"Load of the machine when this began: {os.getloadavg()[0]:.1f}\n")
    _row("what", "goal", "best", "median")
    _help()
    _dashboards()
    for row in (*queries.rows(), *measure.rows(), *judge.rows(), *intake.rows(), *alerts.rows()):
        _row(*row)
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder:
        catalog_of(MONITORS, Path(folder))
        bodies = _bodies(Path(folder))
        for delay, goal in (("0s", "1.5 s"), ("100ms", "3 s")):
            _apply(Path(folder), bodies, delay, goal)
        _plan(Path(folder), f"{MONITORS} monitors", "1.0 s")
        _figure("  beside: Datadog's client, the list only", "", _listed(Path(folder)))
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder:
        mixed_catalog(FEATURES, Path(folder))
        _mixed(Path(folder))
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder:
        large_catalog(MANY_FEATURES, Path(folder))
        _large(Path(folder))
    _import()
    for row in (*instrument.rows(), *testing.rows()):
        _row(*row)


def _import() -> None:
    """1,000 monitors, 200 dashboards of 20 widgets and 200 SLOs that nobody declares, to Python and back to a plan."""
    load = "1000 monitors, 200 dashboards, 200 SLOs"
    with embedded_datadog("0s") as url, tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder:
        fill(url, 1000, 200, 200)
        environ = {"DATADOG_HOST": url}
        packages = (f"package_{number}" for number in count())

        def words(*more: str) -> list[str]:
            package = next(packages)
            return ["-m", "dogwatch", "import", "--all", "--local", "--out", package, "--catalog", package, *more]

        def run(*arguments: str) -> None:
            python(*arguments, folder=Path(folder), environ=environ)

        _figure(f"import: {load}", "10 s", timed(lambda: run(*words())))
        _memory("  its peak memory", "", peak(*words(), folder=Path(folder), environ=environ))
        marking = words("--adopt", "--yes")
        run(*marking)
        plan = ("-m", "dogwatch", "plan", "--local", "--exit-code", "--catalog", marking[6])
        _figure("  the plan behind --adopt, which has nothing to do", "", timed(lambda: run(*plan)))


def _help() -> None:
    _figure("dogwatch --help", "80 ms", timed(lambda: python("-m", "dogwatch", "--help")))
    _figure("  beside: python that imports click", "", timed(lambda: python("-c", "import click")))
    _figure("  beside: python that does nothing", "", timed(lambda: python("-c", "pass")))


def _dashboards() -> None:
    ours, theirs = checked_per_second()
    _row("dashboards checked a second, in one process", "1500", f"{ours:.0f}", "")
    _row("  beside: the models of Datadog's client", "", f"{theirs:.1f}", "")


def _apply(folder: Path, bodies: Path, delay: str, goal: str) -> None:
    def ours(url: str) -> None:
        python("-m", "dogwatch", "apply", "--local", "--yes", folder=folder, environ={"DATADOG_HOST": url})

    def theirs(url: str) -> None:
        environ = {**KEYS, "DATADOG_HOST": url}
        python("-m", "tests.bench.official", "apply", str(bodies), PARALLEL, environ=environ)

    load = f"{MONITORS} monitors, {delay} a request, {PARALLEL} in flight"
    _figure(f"first apply: {load}", goal, timed_on_empty(ours, delay))
    _figure("  beside: Datadog's client in threads, creates only", "", timed_on_empty(theirs, delay))


def _mixed(folder: Path) -> None:
    """60% monitors that refer to SLOs, 20% SLOs, 20% dashboards of 20 widgets that refer to both."""
    load = f"{5 * FEATURES} resources of all kinds"

    def first(url: str) -> None:
        python("-m", "dogwatch", "apply", "--local", "--yes", folder=folder, environ={"DATADOG_HOST": url})

    _figure(f"first apply: {load}, 0s a request", "1.5 s", timed_on_empty(first, "0s"))
    _plan(folder, load, "1.2 s")


def _large(folder: Path) -> None:
    """75% monitors, half of them on SLOs, 12.5% SLOs, 12.5% pages of features, with all checks."""
    load = f"{RESOURCES_PER_FEATURE * MANY_FEATURES} resources"
    check = ("-m", "dogwatch", "check")
    _figure(f"check: {load} of {MANY_FEATURES} features", "2.0 s", timed(lambda: python(*check, folder=folder)))
    _memory("  its peak memory", "", peak(*check, folder=folder))
    _plan(folder, load, "4 s")
    with embedded_datadog("0s") as url:
        environ = {**KEYS, "DATADOG_HOST": url}
        python("-m", "dogwatch", "apply", "--local", "--yes", folder=folder, environ=environ)
        _memory(
            "  its peak memory", "300 MB", peak("-m", "dogwatch", "plan", "--local", folder=folder, environ=environ)
        )


def _plan(folder: Path, load: str, goal: str) -> None:
    with embedded_datadog("0s") as url:
        environ = {**KEYS, "DATADOG_HOST": url}
        python("-m", "dogwatch", "apply", "--local", "--yes", folder=folder, environ=environ)
        ours = timed(lambda: python("-m", "dogwatch", "plan", "--local", folder=folder, environ=environ))
        _figure(f"plan without change: {load}, 0s a request", goal, ours)


def _listed(folder: Path) -> Timing:
    with embedded_datadog("0s") as url:
        environ = {**KEYS, "DATADOG_HOST": url}
        python("-m", "dogwatch", "apply", "--local", "--yes", folder=folder, environ=environ)
        return timed(lambda: python("-m", "tests.bench.official", "list", environ=environ))


def _bodies(folder: Path) -> Path:
    """What the catalog declares, as a file for the official client."""
    built = subprocess.run(
        [sys.executable, "-m", "dogwatch", "build", "--json"], cwd=folder, capture_output=True, check=True
    )
    file = folder / "bodies.json"
    file.write_text(json.dumps([row["body"] for row in json.loads(built.stdout)["resources"]]), encoding="utf-8")
    return file


def _figure(what: str, goal: str, timing: Timing) -> None:
    _row(what, goal, _shown(timing.best), _shown(timing.median))


def _memory(what: str, goal: str, taken: int) -> None:
    _row(what, goal, f"{taken / 1e6:.0f} MB", "")


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 0.5 else f"{seconds:.2f} s"


def _row(what: str, goal: str, best: str, median: str) -> None:
    print(f"{what:<66} {goal:>8} {best:>9} {median:>9}", flush=True)


def _chosen(words: list[str]) -> None:
    match words:
        case []:
            main()
            sync.table(sync.USUAL_SIZES, limits=False)
            browser.table()
        case ["browser"]:
            browser.table()
        case ["sync", *options]:
            sizes = [int(word) for word in options if word != "--limits"]
            sync.table(sizes or sync.SIZES, limits="--limits" in options)
        case _:
            raise SystemExit("write nothing for all tables, or: sync [SIZE …] [--limits], or: browser")


if __name__ == "__main__":
    _chosen(sys.argv[1:])
