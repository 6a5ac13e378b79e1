"""The dashboards of a plan in a file, as they were and as they become: to be drawn, by whoever has no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dogwatch.kinds import DASHBOARD, SLO, Body, Reference
from dogwatch.plan import Change, Create, Delete, Update
from dogwatch.saved.foreign import one_line, parsed, refusal
from dogwatch.saved.plan_file import read_plan_file


@dataclass(frozen=True)
class Board:
    """A dashboard that changes: None stands for one that is not there before, or afterwards."""

    key: str
    before: Body | None
    after: Body | None


@dataclass(frozen=True)
class Boards:
    """Dashboards of a plan; the SLOs that it writes, by references to them; and references by the ids they became."""

    boards: Sequence[Board]
    slos: Mapping[str, Body]
    ids: Mapping[str, str]


def read_boards(data: bytes, source: str) -> Boards:
    """What a file of `plan --out` holds; UsageError with a sentence for all that is not as dogwatch writes it."""
    plan = read_plan_file(data, source).plan
    rows = parsed(data, source)["changes"]
    changed = [(row, change) for row, change in zip(rows, plan.changes, strict=True) if change.kind == DASHBOARD.name]
    if sentences := [sentence for row, change in changed for sentence in _wrong(row, change)]:
        raise refusal(source, sentences)
    slos = {
        str(Reference(each.kind, each.key)): each.body
        for each in plan.changes
        if each.kind == SLO.name and not isinstance(each, Delete)
    }
    boards = [_board(row, change) for row, change in changed]
    return Boards(boards, slos, {id: str(reference) for reference, id in plan.refers})


def _wrong(row: Body, change: Change) -> Iterator[str]:
    if isinstance(change, Create):
        return
    if not isinstance(row.get("was"), dict):
        yield f"dashboard {one_line(change.key)}: what it was is not there"
        return
    for problem in DASHBOARD.problems(row["was"]):
        yield f"dashboard {one_line(change.key)}: what it was is no dashboard: {one_line(str(problem))}"


def _board(row: Body, change: Change) -> Board:
    match change:
        case Create():
            return Board(change.key, None, change.body)
        case Update():
            return Board(change.key, row["was"], change.body)
        case Delete():
            return Board(change.key, row["was"], None)
