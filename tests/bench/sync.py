"""`python -m tests.bench sync [SIZE …] [--limits]`: a catalog of a size brought into the embedded Datadog.

Of the resources 60% are monitors (alerts on SLOs), 20% SLOs and 20% dashboards of 20 widgets. Each figure is a whole
process: start of Python, imports, the catalog and its checks, I/O. The embedded Datadog is another process on the same
machine; its processor time stands apart.
"""

from __future__ import annotations

import math
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dogwatch.kinds import LISTED
from tests.bench.catalogs import mixed_catalog
from tests.bench.counted import Counts, counted_datadog, counts
from tests.bench.processes import RUNS, Spent, spent

SIZES = (100, 1000, 5000, 10_000)
USUAL_SIZES = (100, 1000)
LIMITED_SIZE = 1000
WRITES_A_MINUTE, MOST_IN_FLIGHT = 600, 16
_PAGE = 1000
# More runs of the large ones would take the time that somebody waits for them, and differ less.
_RUNS = {5000: 3, 10_000: 2}
_GOALS = {
    (1000, 100, "first apply"): "2.5 s",
    (1000, 100, "plan, cold"): "1.0 s",
    (1000, 100, "plan, warm"): "0.6 s",
    (1000, 100, "1% changed, apply"): "1.0 s",
    (5000, 0, "plan, cold"): "2.0 s",
}


@dataclass(frozen=True)
class Run:
    """What a command took, and what it asked."""

    spent: Spent
    counts: Counts


def table(sizes: Sequence[int], *, limits: bool) -> None:
    """Prints the figures, size by size."""
    print(f"Sync with the embedded Datadog; {os.cpu_count()} cores, load when this began {os.getloadavg()[0]:.1f}.")
    print("client, server: processor time in s (median); asked: requests, beside the fewest that would do; conn:")
    print("connections, at most 64; refused: answers 429 and 512. Fewer runs above 1,000 (3 of 5,000, 2 of 10,000) and")
    print("one under limits. On a machine that others use, compare processor time: seconds are theirs too.")
    print("Measured elsewhere, 1,000 resources at 100 ms a request: kennel 2.22 takes 105 s for the first apply and")
    print("3.5 s for a cold plan; datadog-sync-cli takes 2.5 s to create, and never reads what is there.\n")
    _line("what", "goal", "best", "median", "client", "server", "peak", "asked", "fewest", "conn", "refused")
    for size in sizes:
        for milliseconds in (0, 100):
            _of_size(size, milliseconds)
    if limits:
        for words, limit in (
            (f"{WRITES_A_MINUTE} writes a minute", (0, WRITES_A_MINUTE, 0)),
            (f"512 above {MOST_IN_FLIGHT} in flight", (100, 0, MOST_IN_FLIGHT)),
        ):
            with _catalog(LIMITED_SIZE) as folder, tempfile.TemporaryDirectory() as cache:
                runs = [_on_empty(folder, Path(cache), *limit)]
            _row(f"{LIMITED_SIZE}, first apply, {words}", "", runs, _fewest(0) + LIMITED_SIZE)


def _of_size(size: int, milliseconds: int) -> None:
    times = _RUNS.get(size, RUNS)
    changed = size // 500  # features of five resources, so that it is a hundredth; of 100 there is none

    def row(what: str, runs: Sequence[Run], fewest: int) -> None:
        goal = _GOALS.get((size, milliseconds, what), "")
        _row(f"{size}, {milliseconds} ms: {what}", goal, runs, fewest)

    with _catalog(size) as folder, tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as cache:
        home = Path(cache)
        row("first apply", [_on_empty(folder, home, milliseconds) for _ in range(times)], _fewest(0) + size)
        with counted_datadog(milliseconds) as url:
            _run(url, folder, home, "apply", "--yes")
            row(
                "plan, cold",
                [_run(url, folder, home / f"{n}", "plan") for n in range(times)],
                _fewest(size) + size // 5,
            )
            row("plan, warm", [_run(url, folder, home / "0", "plan") for _ in range(times)], _fewest(size))
            if changed:
                runs = list(_edited(url, folder, home / "0", size, times))
                row("1% changed, apply", runs, _fewest(size) + 5 * changed)


def _edited(url: str, folder: Path, home: Path, size: int, times: int) -> Iterator[Run]:
    """Changes a hundredth, to and fro, each time with what was read before in the cache."""
    for number in range(times):
        mixed_catalog(size // 5, folder, changed=0 if number % 2 else size // 500)
        yield _run(url, folder, home, "apply", "--yes")
        _run(url, folder, home, "plan")


@contextmanager
def _catalog(size: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder:
        mixed_catalog(size // 5, Path(folder))
        yield Path(folder)


def _on_empty(folder: Path, home: Path, milliseconds: int, writes_a_minute: int = 0, most_in_flight: int = 0) -> Run:
    with counted_datadog(milliseconds, writes_a_minute, most_in_flight) as url:
        return _run(url, folder, home, "apply", "--yes")


def _run(url: str, folder: Path, home: Path, command: str, *more: str) -> Run:
    environ = {"DATADOG_HOST": url, "XDG_CACHE_HOME": str(home)}
    counts(url)
    took = spent("-m", "dogwatch", command, "--local", *more, folder=folder, environ=environ)
    return Run(took, counts(url))


def _fewest(size: int) -> int:
    """The pages of all lists, each with the empty one that proves its end."""
    kept = {"monitor": size * 3 // 5, "slo": size // 5, "dashboard": size // 5}
    return sum(math.ceil(kept.get(kind.name, 0) / _PAGE) + 1 for kind in LISTED)


def _row(what: str, goal: str, runs: Sequence[Run], fewest: int) -> None:
    def middle(of: Callable[[Run], float]) -> float:
        return statistics.median(map(of, runs))

    last = runs[-1].counts
    _line(
        what,
        goal,
        f"{min(run.spent.seconds for run in runs):.2f} s",
        f"{middle(lambda run: run.spent.seconds):.2f} s",
        f"{middle(lambda run: run.spent.processor):.2f}",
        f"{middle(lambda run: run.counts.seconds):.2f}",
        f"{max(run.spent.memory for run in runs) / 1e6:.0f} MB",
        str(last.requests),
        str(fewest),
        str(max(run.counts.connections for run in runs)),
        str(last.refused),
    )


def _line(what: str, *columns: str) -> None:
    widths = (7, 9, 9, 7, 7, 7, 7, 7, 5, 8)
    print(f"{what:<44}" + "".join(f"{text:>{width}}" for text, width in zip(columns, widths, strict=True)), flush=True)
