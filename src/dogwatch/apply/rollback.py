"""From a journal and what is there now, the plan that puts back what a run overwrote and deleted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dogwatch.apply.past import Past, Written
from dogwatch.kinds import (
    KINDS,
    Body,
    FieldChange,
    Gone,
    Kind,
    ListedKind,
    NamedKind,
    Reference,
    healed,
    is_protected,
    references_in,
)
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update

Step = Change | LeftAlone | None

_MOVED = "somebody changed it since; --overwrite puts it back all the same"
_PROTECTED = "the run created it, and it is protected; declare protect=False and apply before it goes"


@dataclass(frozen=True)
class Now:
    """What is there: objects by kind and id, and by their marks the ids of all that carry them."""

    bodies: Mapping[tuple[str, str], Body]
    bearers: Mapping[Reference, Sequence[str]]

    def of(self, kind: str, id: str | None) -> Body | None:
        return None if id is None else self.bodies.get((kind, id))


@dataclass(frozen=True)
class Wanted:
    """How far a rollback goes: whether what the run created is removed, and what moved since is overwritten.

    `now` is the second in which things may be over.
    """

    removes_created: bool = False
    overwrites_moved: bool = False
    now: float = 0.0


def rollback_plan(past: Past, now: Now, wanted: Wanted, target: str) -> Plan:
    """The plan. What somebody changed since the run is left alone, with the reason, unless it shall be overwritten.

    What was deleted comes back with a new id, and what is restored refers to it by that.
    """
    going_back = _Back(past, now, wanted)
    steps = [step for written in reversed(past.writes) if written.may_be_there for step in going_back.steps(written)]
    changes = [step for step in steps if isinstance(step, (Create, Update, Delete))]
    return Plan(
        target,
        tuple(sorted(changes, key=lambda change: isinstance(change, Delete))),
        unchanged=sum(step is None for step in steps),
        managed=len(now.bodies),
        left_alone=tuple(step for step in steps if isinstance(step, LeftAlone)),
    )


class _Back:
    """The way back from each write."""

    def __init__(self, past: Past, now: Now, wanted: Wanted) -> None:
        self._now = now
        self._wanted = wanted
        self._deleted = {(each.kind, each.id) for each in past.writes if each.do == "delete" and each.may_be_there}
        self._created = {each.reference: each for each in past.writes if each.do == "create" and each.may_be_there}
        self._gone: Gone = dict(self._gone_ones(past.writes))

    def steps(self, written: Written) -> Iterator[Step]:
        kind = KINDS[written.kind]
        for met in written.overwritten:
            yield self._restored(kind, written, met.id, met.before, met.body)
        if written.overwritten:
            return  # it was there before: nothing was created
        match written:
            case Written(do="update", id=str(id)) if (written.kind, id) in self._deleted:
                return  # the run deleted it in the end, so it comes back by that
            case Written(do="update", id=str(id), before=dict(before), body=dict(body)):
                yield self._restored(kind, written, id, before, body)
            case Written(do="delete", id=str(id), before=dict(before)):
                yield self._again(kind, written, id, before)
            case Written(do="create", before=dict(before), body=dict(body)) if isinstance(kind, NamedKind):
                yield self._renamed(kind, written, before, body)
            case Written(do="create", body=dict(body)):
                yield from self._removed(kind, written, body)

    def _gone_ones(self, writes: Iterable[Written]) -> Iterator[tuple[tuple[str, str], Reference]]:
        """What is created again, by the id that it had."""
        for written in writes:
            if written.do == "delete" and written.id and written.before:
                step = self._again(KINDS[written.kind], written, written.id, written.before, heals=False)
                if isinstance(step, Create):
                    yield (written.kind, written.id), written.reference

    def _restored(self, kind: Kind, written: Written, id: str, before: Body, sent: Body) -> Step:
        """What was overwritten, as it was; carried along is what it had then and nobody declares."""
        current = self._now.of(kind.name, id)
        if current is None:
            return LeftAlone(kind.name, written.key, (id,), "it was deleted since; nothing is there to be put back")
        was = _said(kind, before)
        body = healed(kind.compare.merged(was, before), self._gone)
        fields = _fields(kind, healed(was, self._gone), before, current)
        if not fields:
            return None
        if not self._wanted.overwrites_moved and _moved(kind, sent, current):
            return LeftAlone(kind.name, written.key, (id,), _MOVED)
        return Update(kind.name, written.key, id, fields, body, current, needs=tuple(references_in(body)))

    def _again(self, kind: Kind, written: Written, id: str, before: Body, *, heals: bool = True) -> Step:
        """What was deleted, made again."""
        current = self._now.of(kind.name, id)
        was = _said(kind, before)
        if current is not None:
            fields = kind.compare.differences(was, current)
            if isinstance(kind, ListedKind) or not fields:
                return None  # it is there, or came back under its name
            return Update(kind.name, written.key, id, tuple(fields), kind.compare.merged(was, current), current)
        if isinstance(kind, ListedKind) and kind.is_over(before, self._wanted.now):
            return LeftAlone(kind.name, written.key, (id,), "it is over by now")
        if isinstance(kind, ListedKind) and (bearers := self._standing(written)):
            return LeftAlone(kind.name, written.key, tuple(bearers), "another stands in its place by now")
        body = healed(was, self._gone) if heals else was
        return Create(kind.name, written.key, body, needs=tuple(references_in(body)) if heals else ())

    def _standing(self, written: Written) -> list[str]:
        """Those that carry the mark of what was deleted and stay; what took its place in the run may be removed."""
        bearers = self._now.bearers.get(written.reference, ())
        created = self._created.get(written.reference)
        return [id for id in bearers if not (self._wanted.removes_created and created and created.id == id)]

    def _renamed(self, kind: NamedKind, written: Written, before: Body, sent: Body) -> Step:
        """What was deleted and made anew under its name in one step."""
        id = kind.wire.id_of(before)
        current = self._now.of(kind.name, id)
        if current is None:
            return Create(kind.name, written.key, before)
        if not kind.compare.differences(before, current):
            return None
        if not self._wanted.overwrites_moved and _moved(kind, sent, current):
            return LeftAlone(kind.name, written.key, (id,), _MOVED)
        return Create(kind.name, written.key, before, replaces=id, before=current)

    def _removed(self, kind: Kind, written: Written, sent: Body) -> Iterator[Step]:
        """What was created, gone again if that is wanted."""
        ids = [written.id] if written.id else self._now.bearers.get(written.reference, ())
        for id in ids:
            current = self._now.of(kind.name, id)
            if current is None:
                continue
            if not self._wanted.removes_created:
                reason = "the run created it; --remove-created deletes it"
                yield LeftAlone(kind.name, written.key, (id,), reason)
            elif is_protected(kind, current):
                yield LeftAlone(kind.name, written.key, (id,), _PROTECTED)
            elif not self._wanted.overwrites_moved and _moved(kind, sent, current):
                reason = "somebody changed it since; --overwrite deletes it all the same"
                yield LeftAlone(kind.name, written.key, (id,), reason)
            else:
                yield Delete(kind.name, written.key, id, current)


def _said(kind: Kind, found: Body) -> Body:
    """What a found object says itself, so that it can be sent."""
    return kind.marks.said(found) if isinstance(kind, ListedKind) else found


def _moved(kind: Kind, sent: Body, current: Body) -> bool:
    """Whether an object is no longer what was sent; of tags each counts, whoever's they are."""
    return _tags(sent) != _tags(current) or bool(kind.compare.differences(sent, current))


def _fields(kind: Kind, was: Body, before: Body, current: Body) -> tuple[FieldChange, ...]:
    """In what an object differs from how it was. Its tags count whoever's they are: the run may have put them there."""
    differences = kind.compare.differences(was, current)
    if not isinstance(kind, ListedKind):
        return tuple(differences)
    fields = [field for field in differences if field.path != "tags"]
    if _tags(before) != _tags(current):
        fields.append(FieldChange("tags", sorted(_tags(current)), sorted(_tags(before))))
    return tuple(fields)


def _tags(body: Body) -> set[str]:
    return set(body.get("tags") or ())
