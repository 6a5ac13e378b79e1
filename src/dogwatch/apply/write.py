"""Carries out one change and finds out, after a lost answer, whether it had been carried out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dogwatch.apply.bearers import Bearers
from dogwatch.apply.users import users_of
from dogwatch.client import Send, Unreachable, errors_of, expect, read_whole, said
from dogwatch.errors import ApiError
from dogwatch.kinds import KINDS, Body, Kind, ListedKind, NamedKind, Response
from dogwatch.names import Mark
from dogwatch.plan import Change, Create, Delete, Update, whose

Sleep = Callable[[float], None]

# Lists may lag behind writes, so one look is not enough to say that a lost create did not happen.
_LOOKS = (0.5, 1.0, 2.0)
_CREATES = 3


def write(send: Send, sleep: Sleep, bearers: Bearers, change: Change) -> str:
    """Makes the change in Datadog and returns the id of the object; raises ApiError that names the resource.

    `bearers` is shared by all that write at the same time.
    """
    try:
        return _write(send, sleep, bearers, change)
    except Unreachable as error:
        raise ApiError(f"{change.kind} {change.key}: {error}") from None


def _write(send: Send, sleep: Sleep, bearers: Bearers, change: Change) -> str:
    kind = KINDS[change.kind]
    match change:
        case Create(replaces=str(id)) if isinstance(kind, NamedKind):
            _delete(send, kind, Delete(change.kind, change.key, id, change.body))
            return _create(send, sleep, bearers, kind, replace(change, replaces=None))
        case Create():
            _look_for_others(send, kind, change)
            id = _create(send, sleep, bearers, kind, change)
            _fill(send, kind, change, id)
            return id
        case Update():
            expect(send(kind.wire.update(change.id, change.body)), f"{_subject(change)}: update")
            _fill(send, kind, change, change.id)
            return change.id
        case Delete():
            _delete(send, kind, change)
            return change.id


def _look_for_others(send: Send, kind: Kind, change: Create) -> None:
    """Raises ApiError where somebody has taken the name since the plan was made, and the create would replace it."""
    if not isinstance(kind, ListedKind) or kind.identity is None:
        return
    name, ours = kind.identity(change.body), set(_marks(kind, change.body))
    for found in read_whole(send, kind, [name], parallel=1).values():
        if ours.isdisjoint(marks := _marks(kind, found)):
            raise ApiError(f"{_subject(change)}: create: there is a {name} by now, and {whose(marks)}; it stays")


def _fill(send: Send, kind: Kind, change: Create | Update, id: str) -> None:
    """Writes what the object holds at an endpoint of its own."""
    if kind.contents is not None:
        expect(send(kind.contents.write(id, change.body)), f"{_subject(change)}: contents")


def _create(send: Send, sleep: Sleep, bearers: Bearers, kind: Kind, change: Create) -> str:
    """Creates once: after a lost answer the mark is looked up before anything is sent again."""
    lost = ""
    for _ in range(_CREATES):
        try:
            response = send(kind.wire.create(change.body))
        except Unreachable as error:
            if not error.was_sent:
                raise
            lost = str(error)
        else:
            created = _created_id(kind, change, response)
            if created is not None:
                return created
            duplicate = kind.wire.duplicate_of(errors_of(response))
            if duplicate is not None:
                return _take_over(send, kind, change, duplicate, said(response))
            if response.status < 500 and not response.is_success:
                raise ApiError(f"{_subject(change)}: create: {said(response)}")
            lost = said(response)
        existing = _look_up(send, sleep, bearers, kind, change, lost)
        if existing is not None:
            return existing
    raise ApiError(f"{_subject(change)}: create: {lost}")


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


def _look_up(send: Send, sleep: Sleep, bearers: Bearers, kind: Kind, change: Create, lost: str) -> str | None:
    """The id of what the lost create made, if it did: the bearer of the mark other than the one it replaces."""
    for pause in _LOOKS:
        sleep(pause)
        try:
            existing = _existing(send, bearers, kind, change)
        except ApiError as error:
            raise ApiError(f"{_subject(change)}: create: {lost}; it may exist all the same: {error}") from None
        for found in existing:
            if kind.wire.id_of(found) != change.replaces:
                return kind.wire.id_of(found)
    return None


def _existing(send: Send, bearers: Bearers, kind: Kind, change: Create) -> list[Body]:
    """The objects that carry the change's mark; for what is addressed by name, the one with that name."""
    if not isinstance(kind, ListedKind):
        id = kind.wire.id_of(change.body)
        return list(read_whole(send, kind, [id], parallel=1).values())
    mark = kind.marks.marks_of(change.body)[0]
    return bearers.of(kind, mark)


def _take_over(send: Send, kind: Kind, change: Create, id: str, refusal: str) -> str:
    """Datadog has this object already: it is ours to update if it carries our mark or none."""
    found = kind.wire.object_of(expect(send(kind.wire.read(id)), f"{_subject(change)}: read"))
    owners = _marks(kind, found)
    if not owners and isinstance(kind, ListedKind) and not kind.marks.looks_like(found, change.body):
        raise ApiError(
            f"{_subject(change)}: create: {refusal}; that one carries no mark, so it is somebody's: it stays"
        )
    if owners and not set(owners) & set(_marks(kind, change.body)):
        raise ApiError(f"{_subject(change)}: create: {refusal}, which belongs to {owners[0].key} in {owners[0].env}")
    if kind.compare.differences(change.body, found):
        body = kind.compare.merged(change.body, found)
        expect(send(kind.wire.update(id, body)), f"{_subject(change)}: update")
    return id


def _delete(send: Send, kind: Kind, change: Delete) -> None:
    response = send(kind.wire.delete(change.id))
    if response.status == 404:  # gone already is what was wanted
        return
    if 400 <= response.status < 500 and (users := users_of(send, change.id, said(response))):
        raise ApiError(
            f"{_subject(change)}: delete: Datadog keeps it, since it is used by {', '.join(users)}; "
            "take it out there, or delete that first, and apply again"
        )
    expect(response, f"{_subject(change)}: delete")


def _subject(change: Change) -> str:
    return f"{change.kind} {change.key}"
