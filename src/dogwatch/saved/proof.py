"""Whether Datadog still is what a plan in a file was made for, and the plan with what is there now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from dogwatch.errors import UsageError
from dogwatch.kinds import KINDS, Body, ListedKind, Reference, Resource, is_protected
from dogwatch.plan import Change, Create, Delete, Found, Lookalikes, Plan, Update, digest_of, renamed
from dogwatch.saved.plan_file import Assumed, PlanFile


def proven(file: PlanFile, found: Mapping[str, Found]) -> tuple[Plan, list[str]]:
    """The plan with the bodies that it touches, and a sentence for everything that is not as the plan assumed it.

    Nothing may be written unless there are none. UsageError for a file that would write something that it does not
    show: no dogwatch wrote it.
    """
    proof = _Proof(file.plan, found)
    changes = [proof.of(change, assumed) for change, assumed in zip(file.plan.changes, file.assumed, strict=True)]
    proof.referred()
    if proof.hidden:
        raise UsageError("\n".join([*proof.hidden, "nothing was changed: plan again"]))
    managed = sum(each.count for each in found.values())
    return replace(file.plan, changes=tuple(changes), managed=managed), list(dict.fromkeys(proof.moved))


def as_resource(change: Create | Update) -> Resource:
    """What a change writes, in the place of what a catalog would declare."""
    if isinstance(change, Create):
        return Resource(change.kind, change.key, change.body)
    imported = change.id if change.adopts else None
    return Resource(change.kind, change.key, change.body, imported=imported, formerly=change.renames)


class _Proof:
    """What was found out change by change: what moved, and what would be written unseen."""

    def __init__(self, plan: Plan, found: Mapping[str, Found]) -> None:
        self.moved: list[str] = []
        self.hidden: list[str] = []
        self._plan = plan
        self._deleted = {(change.kind, change.id) for change in plan.deletes}
        self._twins = {(change.kind, change.id) for change in plan.deletes if change.twin_of is not None}
        known, _ = renamed([as_resource(change) for change in plan.writes], found)
        self._found = {name: known.get(name, Found()) for name in KINDS}
        self._lookalikes = {name: Lookalikes(KINDS[name], each.unmarked) for name, each in self._found.items()}
        self._unmarked = {
            (name, KINDS[name].wire.id_of(body)): body for name, each in self._found.items() for body in each.unmarked
        }

    def of(self, change: Change, assumed: Assumed) -> Change:
        """The change with the body that it touches, as it is there now."""
        sentences = list(self._sentences(change, assumed))
        self.moved += [f"{change.kind} {change.key}{_named(change)}: {sentence}" for sentence in sentences]
        body = self._body(change)
        if sentences or body is None:
            return change
        if isinstance(change, Update) and (unseen := _unseen(change, body)):
            subject = f"{change.kind} {change.key} ({change.id})"
            self.hidden.append(f"{subject}: it would write {', '.join(unseen)}, which the file does not show")
        return replace(change, before=body)

    def referred(self) -> None:
        """Notes what changes refer to that is not there any more under its id."""
        written = {Reference(one.kind, one.key) for one in self._plan.writes}
        for reference, id in self._plan.refers:
            bodies = self._bodies(reference.kind, reference.key)
            ids = [KINDS[reference.kind].wire.id_of(body) for body in bodies]
            if reference not in written and ids != [id]:
                now = f"is {', '.join(ids)} now" if ids else "is gone"
                self.moved.append(f"{reference.kind} {reference.key} ({id}): changes refer to it, and it {now}")

    def _sentences(self, change: Change, assumed: Assumed) -> Iterator[str]:
        found = self._found[change.kind]
        if reason := found.refused.get(change.key) or found.waiting.get(change.key):
            yield reason
        elif change.key in found.over and not isinstance(change, Delete):
            yield "its time is over"
        elif isinstance(change, Create):
            yield from self._of_create(change, assumed)
        else:
            yield from self._of_found(change, assumed)

    def _of_create(self, change: Create, assumed: Assumed) -> Iterator[str]:
        kind = KINDS[change.kind]
        there = {kind.wire.id_of(body): body for body in self._bodies(change.kind, change.key)}
        if others := sorted(there.keys() - {change.replaces}):
            yield f"it was to be created, and is there: {', '.join(others)}"
        elif change.replaces is not None:
            yield from _standing(change, there.get(change.replaces), assumed)
            yield from self._protected(change)
        elif alike := self._lookalikes[change.kind].take(change.body):
            ids = ", ".join(kind.wire.id_of(body) for body in alike)
            yield f"it was to be created, and something without a mark looks like it: {ids}"

    def _of_found(self, change: Update | Delete, assumed: Assumed) -> Iterator[str]:
        """What of an object that is updated or deleted moved: its mark, or what it says."""
        kind, found = KINDS[change.kind], self._found[change.kind]
        bodies = self._bodies(change.kind, change.key)
        ids = {kind.wire.id_of(body) for body in bodies} - {change.id}
        others = sorted(id for id in ids if (change.kind, id) not in self._deleted)
        if change.id in found.torn:
            yield "it carries further marks"
        elif others and isinstance(change, Update):
            yield f"its mark is on {', '.join(others)} as well"
        elif isinstance(change, Delete) and change.twin_of is not None and not self._stays(change.twin_of, change, ids):
            yield f"it was to go as a twin of {change.twin_of}, and that is gone, or its mark is"
        else:
            yield from _standing(change, self._body(change), assumed)
            if isinstance(change, Delete):
                yield from self._protected(change)

    def _stays(self, elder: str, change: Delete, bearers: Collection[str]) -> bool:
        """Whether the elder of a twin bears its mark and is no twin that goes as well."""
        return elder in bearers and (change.kind, elder) not in self._twins

    def _protected(self, change: Create | Delete) -> Iterator[str]:
        body = self._body(change)
        if body is not None and is_protected(KINDS[change.kind], body):
            yield "it is protected"

    def _body(self, change: Change) -> Body | None:
        """The object that a change touches, by its mark and id; what it adopts has no mark."""
        id = change.replaces if isinstance(change, Create) else change.id
        bodies = self._bodies(change.kind, change.key)
        body = next((body for body in bodies if KINDS[change.kind].wire.id_of(body) == id), None)
        if isinstance(change, Update) and change.adopts and isinstance(KINDS[change.kind], ListedKind):
            return None if bodies else self._unmarked.get((change.kind, change.id))
        return body

    def _bodies(self, kind: str, key: str) -> list[Body]:
        return list(self._found[kind].by_key.get(key, ()))


def _standing(change: Change, now: Body | None, assumed: Assumed) -> Iterator[str]:
    kind = KINDS[change.kind]
    if now is None:
        yield "it is gone, or its mark is"
    elif digest_of(kind, now) != assumed.found:
        shown = {field.path: field.before for field in change.fields} if isinstance(change, Update) else {}
        body = change.body if isinstance(change, Update) else now
        changed = [
            field.path
            for field in kind.compare.differences(body, now)
            if field.path not in shown or shown[field.path] != field.before
        ]
        yield f"it was changed since{': ' if changed else ''}{', '.join(changed)}"


def _unseen(change: Update, now: Body) -> list[str]:
    """What the update changes in the object beside the fields that are shown of it."""
    shown = {field.path for field in change.fields}
    paths = (field.path for field in KINDS[change.kind].compare.differences(change.body, now))
    return [path for path in dict.fromkeys(paths) if path not in shown]


def _named(change: Change) -> str:
    id = change.replaces if isinstance(change, Create) else change.id
    return f" ({id})" if id else ""
