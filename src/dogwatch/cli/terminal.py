"""What is written to the terminal: colours where there is one, progress where somebody watches."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from dogwatch.report import Paint, unpainted

_STEPS = 10
# Fewer changes are done before anybody has read a line about them.
_WORTH_COUNTING = 100
# A shorter pause is over before anybody wonders.
_WORTH_SAYING = 2.0


def paint() -> Paint:
    """Colours on a terminal that has not asked for none (NO_COLOR); otherwise the text as it is."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return unpainted
    return lambda colour, text: click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A function to call after each of `total` steps: a bar on a terminal, else a line for every tenth of many."""
    if sys.stderr.isatty():
        with click.progressbar(length=total, file=sys.stderr) as bar:
            yield lambda: bar.update(1)
    else:
        yield _counted(total)


def _counted(total: int) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if total >= _WORTH_COUNTING and done % (total // _STEPS) == 0:
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
    return click.confirm(question)
