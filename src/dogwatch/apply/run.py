"""Carries out a plan: each change as soon as what it needs is written, deletes only after everything else went well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue

from dogwatch.apply.bearers import Bearers
from dogwatch.apply.journal import Journal, NotJournaled
from dogwatch.apply.waiting import Waiting
from dogwatch.apply.write import Sleep, Uncertain, Writing
from dogwatch.client import Halted, Send
from dogwatch.errors import ApiError
from dogwatch.kinds import (
    KINDS,
    METRIC_METADATA,
    METRIC_TAGS,
    NAMED,
    Ids,
    Reference,
    links_in,
    released,
    released_by,
    resolved,
    without_links,
)
from dogwatch.plan import Change, Delete, Plan, Update, Write, delete_waves

# What the lists name a metric by.
_DEFINING = frozenset(kind.name for kind in (METRIC_TAGS, *NAMED))


@dataclass(frozen=True)
class Outcome:
    """What became of a change: the id it was written to, or the error that says why not.

    `attempted` is False where nothing was sent; `is_certain` is False where Datadog may have carried out what failed.
    """

    change: Change
    id: str | None = None
    error: str | None = None
    attempted: bool = True
    is_certain: bool = True


Watch = Callable[[Outcome], None]
# Why nothing more may begin, if that is so.
Stop = Callable[[], str | None]


def apply(
    plan: Plan,
    send: Send,
    sleep: Sleep,
    *,
    parallel: int,
    watch: Watch,
    journal: Journal | None = None,
    stop: Stop = lambda: None,
    suspects: Collection[Reference] = (),
) -> list[Outcome]:
    """Carries out every change of the plan and returns what became of each.

    `watch` is called after each, from one thread. A change that fails stops only those that need it, but nothing is
    deleted after a failure: what was to replace it may not be there. Once `stop` says why, what is under way is
    finished and nothing else begins. `suspects` are creates that an earlier run may have carried out: they are looked
    up before anything is sent.
    """
    writing = Writing(send, sleep, Bearers(send), journal, frozenset(suspects))
    run = _Run(writing, _going_with(plan), stop, watch)
    pool = ThreadPoolExecutor(max(1, min(parallel, len(plan.changes))), thread_name_prefix="dogwatch-apply")
    try:
        run.writes(pool, [*plan.creates, *plan.updates])
        for deletes in delete_waves(plan):
            run.deletes(pool, deletes)
    finally:
        # Where something is raised, what is under way is finished, and what has not begun never begins.
        pool.shutdown(wait=True, cancel_futures=True)
    return run.outcomes


class _Run:
    """The outcomes so far, and the ids and failures that those who wait must know of."""

    def __init__(
        self, writing: Writing, going_with: Mapping[Reference, Sequence[Delete]], stop: Stop, watch: Watch
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._writing = writing
        self._going_with = going_with
        self._stop = stop
        self._watch = watch
        self._ids: dict[Reference, str] = {}
        self._failed: set[Reference] = set()
        self._ended: SimpleQueue[Future[Outcome]] = SimpleQueue()

    def writes(self, pool: ThreadPoolExecutor, changes: Sequence[Write]) -> None:
        """Creates and updates, each as soon as everything in the plan that it needs has ended."""
        waiting = Waiting(changes)
        ready = waiting.free()
        under_way = 0
        while ready or under_way:
            for change in ready:
                self._begin(pool, change)
            under_way += len(ready) - 1
            ready = waiting.after(self._next())

    def deletes(self, pool: ThreadPoolExecutor, wave: Sequence[Delete]) -> None:
        """Deletes of one layer; none after any failure."""
        if any(outcome.error for outcome in self.outcomes):
            why = self._stop() or "other changes failed"
            for change in wave:
                self._keep(_not_attempted(change, why))
            return
        for change in wave:
            pool.submit(self._carried_out, change).add_done_callback(self._ended.put)
        for _ in wave:
            self._next()

    def _begin(self, pool: ThreadPoolExecutor, change: Write) -> None:
        if need := self._failed_need(change):
            future: Future[Outcome] = Future()
            future.set_result(_not_attempted(change, self._stop() or f"{need.kind} {need.key} failed"))
        else:
            future = pool.submit(self._carried_out, _resolved(change, self._ids))
        future.add_done_callback(self._ended.put)

    def _next(self) -> Change:
        """Waits for the next that ends, and keeps what became of it."""
        outcome = self._ended.get().result()
        self._keep(outcome)
        return outcome.change

    def _failed_need(self, change: Write) -> Reference | None:
        if self._failed.isdisjoint(change.needs):
            return None
        links = links_in(change.body)
        return next((need for need in change.needs if need in self._failed and need not in links), None)

    def _carried_out(self, change: Change) -> Outcome:
        if why := self._stop():
            return _not_attempted(change, why)
        try:
            for definition in self._going_with.get(Reference(change.kind, change.key), ()):
                self._writing.write(_letting_go(definition))
            return Outcome(change, id=self._writing.write(change))
        except (Halted, NotJournaled) as error:
            return _not_attempted(change, str(error))
        except ApiError as error:
            return Outcome(change, error=str(error), is_certain=not isinstance(error, Uncertain))

    def _keep(self, outcome: Outcome) -> None:
        reference = Reference(outcome.change.kind, outcome.change.key)
        if outcome.id is None:
            self._failed.add(reference)
        elif not isinstance(outcome.change, Delete):
            self._ids[reference] = outcome.id
        self.outcomes.append(outcome)
        self._watch(outcome)


def _going_with(plan: Plan) -> Mapping[Reference, Sequence[Delete]]:
    """By what is said of a metric that goes, the definitions that go after it and do not say yet whose they are."""
    definitions: dict[str, list[Delete]] = defaultdict(list)
    for change in plan.deletes:
        if change.kind in _DEFINING and released_by(change.before) is None:
            definitions[change.id].append(change)
    return {
        Reference(change.kind, change.key): definitions[change.id]
        for change in plan.deletes
        if change.kind == METRIC_METADATA.name and change.id in definitions
    }


def _letting_go(definition: Delete) -> Update:
    """The write after which a definition says whose it is while nothing is said of its metric any more."""
    kind, key, before = KINDS[definition.kind], definition.key, definition.before
    body = released(kind, before, key.partition("/")[0])
    return Update(definition.kind, key, definition.id, (), body, before)


def _not_attempted(change: Change, why: str) -> Outcome:
    done = "deleted" if isinstance(change, Delete) else "written"
    return Outcome(change, error=f"{change.kind} {change.key}: not {done}, since {why}", attempted=False)


def _resolved(change: Write, ids: Ids) -> Write:
    """The change with the ids that were brought so far in the place of references; none has come for other links."""
    if not change.needs:
        return change
    body = resolved(change.body, ids)
    return replace(change, body=without_links(body, [link for link in links_in(body) if link in change.needs]))
