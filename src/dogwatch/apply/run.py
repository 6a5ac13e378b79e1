"""Carries out a plan: everything in parallel, deletes only after everything else has gone well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from dogwatch.apply.write import Sleep, write
from dogwatch.client import Send
from dogwatch.errors import ApiError
from dogwatch.plan import Change, Delete, Plan


@dataclass(frozen=True)
class Outcome:
    """What became of a change: the id it was written to, or the error that says why not."""

    change: Change
    id: str | None = None
    error: str | None = None


Watch = Callable[[Outcome], None]


def apply(plan: Plan, send: Send, sleep: Sleep, *, parallel: int, watch: Watch) -> list[Outcome]:
    """Carries out every change of the plan and returns what became of each.

    `watch` is called after each, from one thread. A change that fails stops no other, but nothing is deleted after a
    failure: what was to replace it may not be there.
    """
    writes = [change for change in plan.changes if not isinstance(change, Delete)]
    outcomes = _wave(writes, send, sleep, parallel, watch)
    if any(outcome.error for outcome in outcomes):
        return [*outcomes, *_held_back(plan.deletes, watch)]
    return [*outcomes, *_wave(plan.deletes, send, sleep, parallel, watch)]


def _wave(changes: Sequence[Change], send: Send, sleep: Sleep, parallel: int, watch: Watch) -> list[Outcome]:
    if not changes:
        return []
    pool = ThreadPoolExecutor(min(parallel, len(changes)), thread_name_prefix="dogwatch-apply")
    try:
        return _collected((pool.submit(partial(_carry_out, send, sleep, change)) for change in changes), watch)
    finally:
        # On an interruption what is under way is finished, and what has not begun never begins.
        pool.shutdown(wait=True, cancel_futures=True)


def _collected(futures: Iterable[Future[Outcome]], watch: Watch) -> list[Outcome]:
    outcomes = []
    for future in as_completed(list(futures)):
        outcomes.append(future.result())
        watch(outcomes[-1])
    return outcomes


def _carry_out(send: Send, sleep: Sleep, change: Change) -> Outcome:
    try:
        return Outcome(change, id=write(send, sleep, change))
    except ApiError as error:
        return Outcome(change, error=str(error))


def _held_back(deletes: Iterable[Delete], watch: Watch) -> list[Outcome]:
    outcomes = [
        Outcome(change, error=f"{change.kind} {change.key}: not deleted, since other changes failed")
        for change in deletes
    ]
    for outcome in outcomes:
        watch(outcome)
    return outcomes
