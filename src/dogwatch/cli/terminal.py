"""What is written to the terminal: colours where there is one, progress where somebody watches."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dogwatch.report import Paint

# Between two lines about how far it has come, in seconds. What takes less says nothing, since scripts may hold a stderr
# that is not empty for a failure; what takes longer shows in the log of a CI job that it is alive.
_BETWEEN_LINES = 10.0
# A shorter pause is over before anybody wonders.
_WORTH_SAYING = 2.0


def paint(*, err: bool = False) -> Paint:
    """Colours for stdout, or stderr, if it is a terminal that has not asked for none (NO_COLOR); else the text as it
    is.
    """
    if not (sys.stderr if err else sys.stdout).isatty() or os.environ.get("NO_COLOR"):
        from dogwatch.report import unpainted  # loaded by whoever has something to paint

        return unpainted
    return lambda colour, text: click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)


@contextmanager
def progress(total: int, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[], None]]:
    """A function to call after each of `total` steps: a bar on a terminal, else a line every ten seconds."""
    if sys.stderr.isatty():
        with click.progressbar(length=total, file=sys.stderr) as bar:
            yield lambda: bar.update(1)
    else:
        yield _counted(total, clock)


def _counted(total: int, clock: Callable[[], float]) -> Callable[[], None]:
    done, said = 0, clock()

    def step() -> None:
        nonlocal done, said
        done += 1
        if clock() - said >= _BETWEEN_LINES:
            said = clock()
            click.echo(f"  {done} of {total}", err=True)

    return step


def limit_notice() -> Callable[[float], None]:
    """A function to call before a rate limit is waited out, from any thread: the first long pause is said, once."""
    unsaid = threading.Semaphore()

    def notice(seconds: float) -> None:
        if seconds > _WORTH_SAYING and unsaid.acquire(blocking=False):
            click.echo(f"rate limited, waiting {seconds:.0f} s", err=True)

    return notice


def ask(question: str) -> bool:
    """Whether the person at the terminal says yes; where nobody is, the answer is a usage error."""
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to be asked; say --yes to go on without a question")
    return click.confirm(question, err=True)  # what is written to stdout may go into a file
