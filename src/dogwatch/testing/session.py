"""A run of pytest over alert tests, and what came of it."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .plugin import EXERCISED, SEED
from .watched import Exercised

# The plugin that hypothesis brings, which loads all of it at the end even where no test has used it.
_HYPOTHESIS = "hypothesispytest"


class Outcome(NamedTuple):
    """How a test ended: passed, failed, skipped or error; `text` is what pytest shows of it."""

    name: str
    outcome: str
    seconds: float
    text: str


class Session(NamedTuple):
    """The outcomes of all tests, what held in each simulation that they made, and pytest's exit code."""

    outcomes: list[Outcome]
    exercised: list[Exercised]
    exit_code: int

    @property
    def is_right(self) -> bool:
        """Whether there were tests, and none of them failed."""
        return self.exit_code == pytest.ExitCode.OK

    @property
    def is_empty(self) -> bool:
        return self.exit_code == pytest.ExitCode.NO_TESTS_COLLECTED


class _Looker:
    """Listens to pytest."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.exercised: list[Exercised] = []
        self.is_interrupted = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        # pytest ends so too when it cannot collect a file, by a kind of its own.
        self.is_interrupted = excinfo.type is KeyboardInterrupt

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        before = self.outcomes.get(report.nodeid)
        seconds = report.duration + (before.seconds if before else 0.0)
        outcome = before.outcome if before else "passed"
        if report.outcome != "passed" and outcome == "passed":
            is_error = report.outcome == "failed" and report.when != "call"
            outcome = "error" if is_error else report.outcome
        text = report.longreprtext if report.failed else (before.text if before else "")
        self.outcomes[report.nodeid] = Outcome(report.nodeid, outcome, seconds, text)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        made: dict[str, list[Any]] = session.config.stash.get(EXERCISED, {})
        self.exercised = [each for several in made.values() for each in several]
        plugins = session.config.pluginmanager
        if "hypothesis" not in sys.modules and plugins.has_plugin(_HYPOTHESIS):
            plugins.unregister(name=_HYPOTHESIS)


def run_tests(
    paths: Sequence[Path], root: Path, *, keyword: str | None = None, seed: int = 0, junit: Path | None = None
) -> Session:
    """Runs the tests at some paths, which may import what lies in `root`; what pytest prints goes to stdout.

    Raises KeyboardInterrupt when a person ends it, which pytest keeps to itself: what was seen until then is no result.
    Settings of pytest for other tests of the repository play no part.
    """
    options = ["-q", "--no-header", "--tb=short", "-c", os.devnull, "--rootdir", str(root), "--import-mode=importlib"]
    options += ["-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"]
    options += ["-p", "no:cacheprovider", "-p", "no:ddtrace", SEED, str(seed)]
    options += ["-k", keyword] if keyword else []
    options += ["--junitxml", str(junit)] if junit else []
    # Before pytest looks, which would compile each module anew to rewrite asserts that are none of the tests'.
    importlib.import_module(".simulating", __package__)
    looker = _Looker()
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    code = pytest.main([*options, *map(str, paths)], plugins=[looker])
    if looker.is_interrupted:
        raise KeyboardInterrupt
    return Session(list(looker.outcomes.values()), looker.exercised, int(code))
