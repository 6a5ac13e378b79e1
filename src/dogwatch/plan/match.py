"""Which found object is which declared one: by the mark, or by looks when the mark is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dogwatch.kinds import Body, Kind, ListedKind, Resource
from dogwatch.names import Mark
from dogwatch.plan.packed import Packed, pack


@dataclass(frozen=True)
class Found:
    """The found objects of one kind that belong to a catalog in an environment, by key.

    `torn` are the ids of those that carry further marks, of whatever catalog and environment. `waiting` are keys of
    what cannot be written yet, and `refused` of what belongs to somebody else, declared or not, each with the reason;
    `unowned` are those of what people set by hand and no catalog keeps so far. `lacking` are metrics whose percentiles
    cannot be read and that nothing declared switches on, each with the reason. `ended` are those that are over, which
    nobody changes any more, and `over` are keys of what is declared for a time that is past. `names` are of objects
    that are somebody else's, where a create would replace them, each with whose it is.
    """

    by_key: Mapping[str, Sequence[Body]] = field(default_factory=dict)
    unmarked: Sequence[Body] = ()
    torn: Set[str] = frozenset()
    waiting: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    unowned: Set[str] = frozenset()
    lacking: Mapping[str, str] = field(default_factory=dict)
    ended: Mapping[str, Sequence[Body]] = field(default_factory=dict)
    over: Set[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(bodies) for bodies in self.by_key.values())


def sort_out(
    kind: ListedKind,
    bodies: Iterable[Body],
    catalog: str,
    env: str,
    now: float = 0.0,
    formerly: Set[str] = frozenset(),
) -> Found:
    """The found objects by the key of their mark; those without any mark apart, those of others left out.

    At the second `now` some are over, which stand apart as well. `formerly` are old keys of what the catalog declares,
    which may begin with an old name of its own.

    An object may be met twice when two lists overlap: it counts once. One that carries several marks stands under each
    key of ours and is `torn`: deleting it as one thing would delete the other.
    """
    by_key: dict[str, dict[str, bytes]] = defaultdict(dict)
    ended: dict[str, list[Body]] = defaultdict(list)
    unmarked: dict[str, Body] = {}
    torn: set[str] = set()
    names: dict[str, str] = {}
    for body in bodies:
        if kind.marks.is_managed_elsewhere(body):
            continue
        marks = set(kind.marks.marks_of(body))
        id = kind.wire.id_of(body)
        for mark in marks:
            if _is_ours(mark, catalog, env, formerly):
                if kind.is_over(body, now):
                    ended[mark.key].append(body)
                else:
                    by_key[mark.key][id] = pack(body)
        if kind.identity and not any(_is_ours(mark, catalog, env, formerly) for mark in marks):
            names[kind.identity(body)] = whose(marks)
        if not marks:
            unmarked[id] = body
        if len(marks) > 1:
            torn.add(id)
    there = {key: Packed(found) for key, found in by_key.items()}
    return Found(there, list(unmarked.values()), torn, ended=ended, names=names)


def _is_ours(mark: Mark, catalog: str, env: str, formerly: Set[str]) -> bool:
    return mark.env == env and (mark.catalog == catalog or mark.key in formerly)


def whose(marks: Collection[Mark]) -> str:
    """To whom an object belongs that carries these marks, none of which is ours."""
    if not marks:
        return "it carries no mark, so it is somebody's"
    mark = min(marks)
    return f"it belongs to {mark.key} in {mark.env}"


def is_missing_one(found: Found, declared: Iterable[Resource]) -> bool:
    """Whether something declared was not found by its mark, so that objects without a mark are worth reading."""
    return any(resource.key not in found.by_key and resource.formerly not in found.by_key for resource in declared)


class Lookalikes:
    """Objects without a mark, to be asked for the ones that look like a declared resource."""

    def __init__(self, kind: Kind, unmarked: Iterable[Body]) -> None:
        self._kind = kind
        self._marks = kind.marks if isinstance(kind, ListedKind) else None
        self._by_title: dict[str, dict[str, Body]] = defaultdict(dict)
        self._by_id: dict[str, Body] = {}
        for body in unmarked:
            if self._marks:
                id = kind.wire.id_of(body)
                self._by_title[self._marks.title_of(body)][id] = body
                self._by_id[id] = body

    def take(self, declared: Body, id: str | None = None) -> list[Body]:
        """The one with this id, which it was imported from, if it can become it; else those that look like it.

        A single one is given once: two resources cannot both adopt it.
        """
        if self._marks is None:
            return []
        known = self._by_id.get(id) if id is not None else None
        if known is not None and self._kind.compare.can_become(known, declared):
            return [self._taken(known)]
        candidates = self._by_title.get(self._marks.title_of(declared), {}).values()
        alike = [body for body in candidates if self._marks.looks_like(body, declared)]
        return [self._taken(alike[0])] if len(alike) == 1 else alike

    def _taken(self, body: Body) -> Body:
        id = self._kind.wire.id_of(body)
        del self._by_id[id]
        if self._marks:
            del self._by_title[self._marks.title_of(body)][id]
        return body
