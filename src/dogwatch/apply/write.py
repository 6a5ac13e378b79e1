"""Carries out one change and finds out, after a lost answer, whether it had been carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dogwatch.apply.bearers import Bearers
from dogwatch.apply.journal import Journal
from dogwatch.apply.users import users_of
from dogwatch.client import Halted, Send, Unreachable, errors_of, expect, read_whole, said
from dogwatch.errors import ApiError
from dogwatch.kinds import KINDS, Body, Kind, ListedKind, NamedKind, Reference, Response
from dogwatch.names import Mark
from dogwatch.plan import Change, Create, Delete, Update, whose

Sleep = Callable[[float], None]

# Lists may lag behind writes, so one look is not enough to say that a lost create did not happen.
_LOOKS = (0.5, 1.0, 2.0)
_CREATES = 3


class Uncertain(ApiError):
    """Datadog may have carried the change out all the same."""


@dataclass(frozen=True)
class Writing:
    """What all that write at the same time share.

    `suspects` are creates that an earlier run may have carried out without an outcome in its journal: they are looked
    up before they are sent.
    """

    send: Send
    sleep: Sleep
    bearers: Bearers
    journal: Journal | None = None
    suspects: frozenset[Reference] = frozenset()

    def write(self, change: Change) -> str:
        """Makes the change in Datadog and returns the id of the object; raises ApiError that names the resource.

        Halted says that nothing was done, Uncertain that nobody knows; whatever happens stands in the journal, the
        intent before anything is sent.
        """
        if self.journal is None:
            return _One(self, change).write()
        number = self.journal.intends(change)
        try:
            id = _One(self, change, number).write()
        except Uncertain as error:
            self.journal.lost(number, str(error))
            raise
        except ApiError as error:
            self.journal.failed(number, str(error))
            raise
        self.journal.done(number, id)
        return id


class _One:
    """One change on its way."""

    def __init__(self, by: Writing, change: Change, number: int = 0) -> None:
        self._by = by
        self._send = by.send
        self._kind = KINDS[change.kind]
        self._change = change
        self._subject = f"{change.kind} {change.key}"
        self._number = number

    def write(self) -> str:
        try:
            return self._write()
        except Unreachable as error:
            raise _unknown_if(error.was_sent)(f"{self._subject}: {error}") from None

    def _write(self) -> str:
        kind = self._kind
        match self._change:
            case Create(replaces=str(id)) as change if isinstance(kind, NamedKind):
                return self._again(change, id)
            case Create() as change:
                self._look_for_others(change)
                id = self._create(change)
                self._fill(id, change.body)
                return id
            case Update(id=id, body=body):
                self._update(id, body)
                return id
            case Delete(id=id):
                self._delete(id)
                return id

    def _again(self, change: Create, id: str) -> str:
        """Deletes what has the name and creates it anew."""
        self._delete(id)
        try:
            return self._create(replace(change, replaces=None))
        except Halted as error:
            raise Uncertain(f"{self._subject}: deleted, and not created again yet: {error}") from None

    def _look_for_others(self, change: Create) -> None:
        """Raises ApiError where somebody has taken the name since the plan was made: the create would replace it."""
        kind = self._kind
        if not isinstance(kind, ListedKind) or kind.identity is None:
            return
        name, ours = kind.identity(change.body), set(_marks(kind, change.body))
        for found in read_whole(self._send, kind, [name], parallel=1).values():
            if ours.isdisjoint(marks := _marks(kind, found)):
                raise ApiError(f"{self._subject}: create: there is a {name} by now, and {whose(marks)}; it stays")

    def _update(self, id: str, body: Body) -> None:
        self._expect(self._send(self._kind.wire.update(id, body)), "update")
        self._fill(id, body)

    def _fill(self, id: str, body: Body) -> None:
        """Writes what the object holds at an endpoint of its own."""
        if self._kind.contents is None:
            return
        try:
            self._expect(self._send(self._kind.contents.write(id, body)), "contents")
        except ApiError as error:
            raise Uncertain(f"{self._subject}: written, but not what it holds: {error}") from None

    def _create(self, change: Create) -> str:
        """Creates once: after a lost answer the mark is looked up before anything is sent again."""
        lost = ""
        if Reference(change.kind, change.key) in self._by.suspects and (found := self._look_up(change, lost)):
            return self._brought_up_to_date(change, self._kind.wire.id_of(found))
        for _ in range(_CREATES):
            try:
                response = self._send(self._kind.wire.create(change.body))
            except Halted as error:
                if not lost:
                    raise
                raise Uncertain(f"{self._subject}: create: {lost}; it may exist all the same: {error}") from None
            except Unreachable as error:
                if not error.was_sent:
                    raise _unknown_if(bool(lost))(f"{self._subject}: {error}") from None
                lost = str(error)
            else:
                created = _created_id(self._kind, change, response)
                if created is not None:
                    return created
                duplicate = self._kind.wire.duplicate_of(errors_of(response))
                if duplicate is not None:
                    return self._take_over(change, duplicate, said(response))
                if response.status < 500 and not response.is_success:
                    raise ApiError(f"{self._subject}: create: {said(response)}")
                lost = said(response)
            if found := self._look_up(change, lost):
                return self._kind.wire.id_of(found)
        raise Uncertain(f"{self._subject}: create: {lost}")

    def _look_up(self, change: Create, lost: str) -> Body | None:
        """What the lost create made, if it did: the bearer of the mark other than the one it replaces."""
        for pause in _LOOKS:
            try:
                self._by.sleep(pause)
                existing = self._existing(change)
            except ApiError as error:
                why = f"{lost}; it may exist all the same" if lost else "an earlier run may have made it"
                raise Uncertain(f"{self._subject}: create: {why}: {error}") from None
            for found in existing:
                if self._kind.wire.id_of(found) != change.replaces:
                    return found
        return None

    def _existing(self, change: Create) -> list[Body]:
        """The objects that carry the change's mark; for what is addressed by name, the one with that name."""
        kind = self._kind
        if not isinstance(kind, ListedKind):
            id = kind.wire.id_of(change.body)
            return list(read_whole(self._send, kind, [id], parallel=1).values())
        mark = kind.marks.marks_of(change.body)[0]
        return self._by.bearers.of(kind, mark)

    def _take_over(self, change: Create, id: str, refusal: str) -> str:
        """Datadog has this object already: it is ours to update if it carries our mark or none."""
        kind = self._kind
        found = self._read(id)
        owners = _marks(kind, found)
        if not owners and isinstance(kind, ListedKind) and not kind.marks.looks_like(found, change.body):
            raise ApiError(
                f"{self._subject}: create: {refusal}; that one carries no mark, so it is somebody's: it stays"
            )
        if owners and not set(owners) & set(_marks(kind, change.body)):
            raise ApiError(f"{self._subject}: create: {refusal}, which belongs to {owners[0].key} in {owners[0].env}")
        return self._equalled(change, id, found)

    def _brought_up_to_date(self, change: Create, id: str) -> str:
        """What an earlier run made may be of an earlier catalog."""
        return self._equalled(change, id, self._read(id))

    def _equalled(self, change: Create, id: str, found: Body) -> str:
        if self._kind.compare.differences(change.body, found):
            body = self._kind.compare.merged(change.body, found)
            if self._by.journal:
                self._by.journal.overwrites(self._number, id, found, body)
            self._expect(self._send(self._kind.wire.update(id, body)), "update")
        return id

    def _read(self, id: str) -> Body:
        whole = read_whole(self._send, self._kind, [id], parallel=1)
        if id not in whole:
            raise ApiError(f"{self._subject}: {self._kind.name} {id} is gone by now; apply again")
        return whole[id]

    def _delete(self, id: str) -> None:
        response = self._send(self._kind.wire.delete(id))
        if response.status == 404:  # gone already is what was wanted
            return
        if 400 <= response.status < 500 and (users := users_of(self._send, id, said(response))):
            raise ApiError(
                f"{self._subject}: delete: Datadog keeps it, since it is used by {', '.join(users)}; "
                "take it out there, or delete that first, and apply again"
            )
        self._expect(response, "delete")

    def _expect(self, response: Response, doing: str) -> None:
        """Returns if the answer says that it was done; otherwise ApiError, Uncertain unless Datadog refused."""
        try:
            expect(response, f"{self._subject}: {doing}")
        except ApiError as error:
            raise _unknown_if(not 300 <= response.status < 500)(str(error)) from None


def _unknown_if(unknown: bool) -> type[ApiError]:
    return Uncertain if unknown else ApiError


def _created_id(kind: Kind, change: Create, response: Response) -> str | None:
    """The id of what was created, if the answer says that it was. Metadata's does not name its metric."""
    created = kind.wire.object_of(response.body)
    if not response.is_success or not isinstance(created, dict):
        return None
    try:
        return kind.wire.id_of({**change.body, **created})
    except KeyError:
        return None


def _marks(kind: Kind, body: Body) -> list[Mark]:
    return kind.marks.marks_of(body) if isinstance(kind, ListedKind) else []
