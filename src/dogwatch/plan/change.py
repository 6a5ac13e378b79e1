"""A plan is a value: what is printed, saved and applied is the same list of changes."""

from __future__ import annotations

from dataclasses import dataclass

from dogwatch.kinds import Body, FieldChange, Reference


@dataclass(frozen=True)
class Create:
    """An object that Datadog does not have; `replaces` is the id of one that cannot be changed into it. That one has a
    Delete of its own, unless both have one name: then it is deleted first, by the same step.

    The body may refer to objects that have no id yet; `needs` are all that must be right before it is written. `before`
    is what it replaces, as it was found.
    """

    kind: str
    key: str
    body: Body
    replaces: str | None = None
    needs: tuple[Reference, ...] = ()
    before: Body | None = None


@dataclass(frozen=True)
class Update:
    """An object that differs; `body` is what is sent. `adopts` says that nothing on it says whose it is: its mark was
    removed, or people set by hand what a metric has. `renames` is the key whose mark it bore so far.
    """

    kind: str
    key: str
    id: str
    fields: tuple[FieldChange, ...]
    body: Body
    before: Body
    adopts: bool = False
    needs: tuple[Reference, ...] = ()
    renames: str | None = None


@dataclass(frozen=True)
class Delete:
    """A managed object that nothing declares any more, or that a re-creation left behind.

    `twin_of` is the id of the same object, which another run made at the same moment; that one stays.
    """

    kind: str
    key: str
    id: str
    before: Body
    twin_of: str | None = None


Write = Create | Update
Change = Write | Delete


@dataclass(frozen=True)
class LeftAlone:
    """Something found that a person has to decide about; it is reported and never touched.

    `links` are where people see the objects with the ids, of kinds whose addresses are known.
    """

    kind: str
    key: str
    ids: tuple[str, ...]
    reason: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """Something declared that cannot be written yet; a later run will. This is no failure."""

    kind: str
    key: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """All changes that make a target equal to a catalog, creates and updates before deletes.

    `managed` counts the objects found that belong to the catalog and environment; `refers` are those that changes refer
    to and that have an id already. `notes` are about declarations that can be simpler.
    """

    target: str
    changes: tuple[Change, ...]
    unchanged: int
    managed: int
    left_alone: tuple[LeftAlone, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    refers: tuple[tuple[Reference, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def writes(self) -> list[Create | Update]:
        return [change for change in self.changes if not isinstance(change, Delete)]

    @property
    def creates(self) -> list[Create]:
        return [change for change in self.changes if isinstance(change, Create)]

    @property
    def updates(self) -> list[Update]:
        return [change for change in self.changes if isinstance(change, Update)]

    @property
    def deletes(self) -> list[Delete]:
        return [change for change in self.changes if isinstance(change, Delete)]
