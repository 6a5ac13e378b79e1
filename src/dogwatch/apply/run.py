"""Carries out a plan: wave by wave, each in parallel, deletes only after everything else has gone well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import partial

from dogwatch.apply.bearers import Bearers
from dogwatch.apply.write import Sleep, write
from dogwatch.client import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Ids, Reference, links_in, resolved, without_links
from dogwatch.plan import Change, Delete, Plan, Write, delete_waves, write_waves


@dataclass(frozen=True)
class Outcome:
    """What became of a change: the id it was written to, or the error that says why not."""

    change: Change
    id: str | None = None
    error: str | None = None


Watch = Callable[[Outcome], None]


def apply(plan: Plan, send: Send, sleep: Sleep, *, parallel: int, watch: Watch) -> list[Outcome]:
    """Carries out every change of the plan and returns what became of each.

    `watch` is called after each, from one thread. A change that fails stops only those that need it, but nothing is
    deleted after a failure: what was to replace it may not be there.
    """
    run = _Run(send, sleep, parallel, watch)
    for wave in write_waves(plan):
        run.writes(wave)
    for deletes in delete_waves(plan):
        run.deletes(deletes)
    return run.outcomes


class _Run:
    """The outcomes so far, and the ids and failures that later waves must know of."""

    def __init__(self, send: Send, sleep: Sleep, parallel: int, watch: Watch) -> None:
        self.outcomes: list[Outcome] = []
        self._write = partial(_carry_out, send, sleep, Bearers(send))
        self._parallel = parallel
        self._watch = watch
        self._ids: dict[Reference, str] = {}
        self._failed: set[Reference] = set()

    def writes(self, wave: Sequence[Write]) -> None:
        """Creates and updates that need only what earlier waves wrote."""
        held_back = {change.key: need for change in wave if (need := self._failed_need(change))}
        for change in wave:
            if need := held_back.get(change.key):
                self._keep(
                    Outcome(change, error=f"{_subject(change)}: not written, since {need.kind} {need.key} failed")
                )
        self._in_parallel([_resolved(change, self._ids) for change in wave if change.key not in held_back])

    def deletes(self, wave: Sequence[Delete]) -> None:
        """Deletes of one layer; none of them after any failure."""
        if any(outcome.error for outcome in self.outcomes):
            for change in wave:
                self._keep(Outcome(change, error=f"{_subject(change)}: not deleted, since other changes failed"))
        else:
            self._in_parallel(wave)

    def _failed_need(self, change: Write) -> Reference | None:
        if self._failed.isdisjoint(change.needs):
            return None
        links = links_in(change.body)
        return next((need for need in change.needs if need in self._failed and need not in links), None)

    def _in_parallel(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        pool = ThreadPoolExecutor(min(self._parallel, len(changes)), thread_name_prefix="dogwatch-apply")
        try:
            self._collect(pool.submit(self._write, change) for change in changes)
        finally:
            # On an interruption what is under way is finished, and what has not begun never begins.
            pool.shutdown(wait=True, cancel_futures=True)

    def _collect(self, futures: Iterable[Future[Outcome]]) -> None:
        for future in as_completed(list(futures)):
            self._keep(future.result())

    def _keep(self, outcome: Outcome) -> None:
        reference = Reference(outcome.change.kind, outcome.change.key)
        if outcome.id is None:
            self._failed.add(reference)
        elif not isinstance(outcome.change, Delete):
            self._ids[reference] = outcome.id
        self.outcomes.append(outcome)
        self._watch(outcome)


def _resolved(change: Write, ids: Ids) -> Write:
    """The change with the ids that earlier waves brought in the place of references; none has come for other links."""
    if not change.needs:
        return change
    body = resolved(change.body, ids)
    return replace(change, body=without_links(body, [link for link in links_in(body) if link in change.needs]))


def _carry_out(send: Send, sleep: Sleep, bearers: Bearers, change: Change) -> Outcome:
    try:
        return Outcome(change, id=write(send, sleep, bearers, change))
    except ApiError as error:
        return Outcome(change, error=str(error))


def _subject(change: Change) -> str:
    return f"{change.kind} {change.key}"
