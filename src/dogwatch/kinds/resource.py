"""A thing that Datadog stores, declared or found: a kind, a key and a body in Datadog's own shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dogwatch.kinds.references import Reference, references_in
from dogwatch.place import NOWHERE, Place

# A JSON object as Datadog sends and takes it. It is never dumped from a model: key order, 5 and 5.0 stay as they are.
Body = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """What a catalog declares: `key` is the name for life, `body` what Datadog shall store.

    `imported` is the id of the object that it was imported from, which carries no mark before it is adopted; `formerly`
    is the key that it had before it was renamed.
    """

    kind: str
    key: str
    body: Body
    place: Place = NOWHERE
    imported: str | None = None
    formerly: str | None = None

    def knowing(self, references: tuple[Reference, ...]) -> Resource:
        """The resource, whose references were met while its body was made, so that nobody looks for them again."""
        self.__dict__["references"] = references
        return self

    @cached_property
    def reference(self) -> Reference:
        """What names it in other bodies."""
        return Reference(self.kind, self.key)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What its body refers to, once each, in the order in which they stand."""
        return tuple(references_in(self.body))


@dataclass(frozen=True)
class FieldChange:
    """One field that differs: `path` is dotted, `before` is what was found, `after` what is declared."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Problem:
    """One thing in a body that Datadog would refuse or misread: where in it, what was seen, what to write instead."""

    path: str
    seen: str
    remedy: str
