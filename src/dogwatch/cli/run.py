"""A plan carried out: alone on this machine, with a journal, until it is done or told to stop."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from dogwatch.apply import (
    Journal,
    Outcome,
    Past,
    Scope,
    alone,
    apply,
    how_it_ended,
    journals_of,
    read_journal,
    recognise,
    remove_old,
)
from dogwatch.cli.connection import Connection
from dogwatch.cli.ended import Ended
from dogwatch.cli.terminal import progress
from dogwatch.errors import UsageError
from dogwatch.kinds import Reference
from dogwatch.plan import Create, Delete, Plan, Update
from dogwatch.report import first_few

# A person may have thought about the question for longer, and somebody else may have changed things meanwhile.
_FRESH = 5.0
# For each request that may be in flight: others wait for the disk, or look a lost create up, and hold none up.
_THREADS = 2
# However slow Datadog is, or however few writes a minute it takes, a run ends.
_LONGEST = 3600.0
# Lists lag for seconds. What an earlier run may have made longer ago than this, the plan has seen.
_LAGGING = 600.0


@dataclass(frozen=True)
class Run:
    """What a plan is carried out with; `command` is what a person called."""

    connection: Connection
    scope: Scope
    folder: Path
    command: str

    @classmethod
    def of(cls, connection: Connection, catalog: str, folder: Path, command: str) -> Run:
        """A run of a catalog; asks whose the keys are if nobody has, so that the journal says to whom it wrote."""
        to = connection.target
        return cls(connection, Scope(to.url.rstrip("/"), catalog, to.env, connection.organisation), folder, command)

    def carry_out(
        self, plan: Plan, planned: float, refuse_if_moved: Callable[[], None], *, as_json: bool = False
    ) -> Ended:
        """Applies the plan and says what became of it, on stderr alone where stdout is JSON's.

        `planned` is the second since which nobody has looked at Datadog. Where something may have changed since, which
        is after a while or when another run on this machine wrote meanwhile, `refuse_if_moved` looks again.
        """
        with alone(self.folder, self.scope, time.time):
            lasts = self._lasts()
            if time.time() - planned > _FRESH or any(_age(path) < self._age for path in lasts):
                refuse_if_moved()
            suspects = _recognised(_unsettled(lasts))
            with Journal.create(self.folder, self.scope, self.command) as journal:
                remove_old(self.folder, self.scope, time.time())
                return self._with_journal(plan, journal, suspects, as_json=as_json)

    def _lasts(self) -> list[Path]:
        """The last journal, and those before it that are young enough to matter."""
        paths = list(journals_of(self.folder, self.scope))
        return [path for place, path in enumerate(paths) if not place or _age(path) < _LAGGING]

    @property
    def _age(self) -> float:
        """For how many seconds this run has been looking at Datadog."""
        return time.time() - self.connection.opened

    def _with_journal(self, plan: Plan, journal: Journal, suspects: set[Reference], *, as_json: bool) -> Ended:
        began = time.monotonic()
        interruption = self.connection.interruption
        with interruption.finishing(), progress(len(plan.changes)) as step:
            outcomes = apply(
                plan,
                self.connection.send,
                self.connection.sleep,
                parallel=_THREADS * self.connection.target.parallel,
                watch=lambda outcome: step(),
                journal=journal,
                stop=lambda: self.connection.stopped or journal.trouble or _over(began),
                suspects=suspects,
            )
        failed = [outcome for outcome in outcomes if outcome.error]
        journal.end(self.connection.stopped or ("failed" if failed else "done"))
        seconds = time.monotonic() - began
        click.echo(_done(outcomes, seconds), err=as_json)
        if not failed:
            return Ended(0, outcomes, seconds, journal.path)
        for line in (*_failures(failed), *self._how_to_go_on(journal, outcomes)):
            click.echo(line, err=True)
        return Ended(interruption.exit_code if interruption.reason else 1, outcomes, seconds, journal.path)

    def _how_to_go_on(self, journal: Journal, outcomes: Sequence[Outcome]) -> Iterator[str]:
        yield "What was done stays; the same command goes on from there."
        if any(outcome.id and not isinstance(outcome.change, Create) for outcome in outcomes):
            yield f"To put back what was overwritten and deleted: dogwatch rollback {journal.path}"
        else:
            yield f"Journal: {journal.path}"


def _over(began: float) -> str | None:
    return "the run took longer than an hour" if time.monotonic() - began > _LONGEST else None


def _recognised(lasts: Iterable[Past]) -> set[Reference]:
    """The creates of earlier runs that may be there though no list shows them yet; says which run was cut off."""
    suspects: set[Reference] = set()
    for past in lasts:
        unknown = past.unknown
        suspects |= {each.reference for each in unknown if each.do == "create" and each.at > time.time() - _LAGGING}
        if past.end is None:
            names = first_few([f"{each.kind} {each.key}" for each in unknown])
            open_ = f": nobody knows whether it wrote {names}" if unknown else ", with nothing in flight"
            click.echo(f"The run before this one was cut off{open_}. Journal: {past.path}", err=True)
            recognise(past)
        for doubt in past.doubts:
            click.echo(f"{past.path}: {doubt}", err=True)
    return suspects


def _age(path: Path) -> float:
    """How many seconds ago something was written into a journal."""
    return time.time() - path.stat().st_mtime


def _unsettled(paths: Iterable[Path]) -> Iterator[Past]:
    """What was read of the journals of runs that did not do all that they meant to; one that is none is said."""
    for path in paths:
        if how_it_ended(path) == "done":
            continue
        try:
            yield read_journal(path)
        except UsageError as error:
            click.echo(f"left out: {error}", err=True)


def _done(outcomes: Sequence[Outcome], seconds: float) -> str:
    good = [outcome.change for outcome in outcomes if not outcome.error]
    counts = [
        f"{sum(isinstance(change, kind) for change in good)} {verb}"
        for kind, verb in ((Create, "created"), (Update, "updated"), (Delete, "deleted"))
    ]
    failed = sum(bool(outcome.error) and outcome.attempted for outcome in outcomes)
    left = len(outcomes) - len(good) - failed
    counts += [f"{number} {what}" for number, what in ((failed, "failed"), (left, "not attempted")) if number]
    return f"Applied in {seconds:.1f} s: {', '.join(counts)}."


def _failures(failed: Sequence[Outcome]) -> Iterator[str]:
    """A line for each that failed, and one for each reason why others were not attempted."""
    left: dict[str, list[str]] = defaultdict(list)
    for outcome in failed:
        if outcome.attempted:
            doubt = "" if outcome.is_certain else " (it may have been carried out all the same)"
            yield f"failed: {outcome.error}{doubt}"
        else:
            subject = f"{outcome.change.kind} {outcome.change.key}"
            left[str(outcome.error).removeprefix(f"{subject}: ")].append(subject)
    for why, subjects in left.items():
        yield f"not attempted: {first_few(subjects)}: {why}"
