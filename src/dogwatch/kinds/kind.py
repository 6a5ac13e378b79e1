"""What the plan, the client and apply need to know about a kind of thing that Datadog stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body, FieldChange, Problem
from dogwatch.names import Mark


class Wire(Protocol):
    """How objects of the kind travel; each kind's `wire` module is one.

    `object_of` takes an object out of the envelope of an answer; what is no object comes back as it is, for the caller
    to refuse. `validate` is None where Datadog validates nothing without storing it.
    """

    def read(self, id: str) -> Request: ...
    def create(self, body: Body) -> Request: ...
    def update(self, id: str, body: Body) -> Request: ...
    def delete(self, id: str) -> Request: ...
    def validate(self, body: Body, id: str | None = None) -> Request | None: ...
    def object_of(self, answer: Any) -> Any: ...
    def id_of(self, found: Mapping[str, Any]) -> str: ...
    def duplicate_of(self, errors: Sequence[str]) -> str | None: ...


class Compare(Protocol):
    """What differs and what cannot change; each kind's `compare` module is one."""

    def can_become(self, found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool: ...
    def differences(self, declared: Body, found: Body) -> list[FieldChange]: ...
    def merged(self, declared: Body, found: Body) -> Body: ...


class Contents(Protocol):
    """What an object holds at an endpoint of its own: read and written after the object, replaced as a whole.

    `joined` makes one body of the object and an answer to `read`; None where the answer is none.
    """

    def read(self, id: str) -> Request: ...
    def write(self, id: str, body: Body) -> Request: ...
    def joined(self, found: Body, answer: Any) -> Any: ...


class Lists(Protocol):
    """How the whole of a kind is read, page by page."""

    def listing(self, after: int | None, tag: str | None = None) -> Request: ...
    def page_of(self, answer: Any) -> Any: ...
    def next_after(self, page: Sequence[Mapping[str, Any]], after: int | None) -> int | None: ...


class Marks(Protocol):
    """Which found object is whose, and `said`, what it says itself: neither defaults nor what only Datadog sets."""

    def marks_of(self, found: Mapping[str, Any]) -> list[Mark]: ...
    def is_managed_elsewhere(self, found: Mapping[str, Any]) -> bool: ...
    def is_older(self, found: Mapping[str, Any], other: Mapping[str, Any]) -> bool: ...
    def looks_like(self, found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool: ...
    def title_of(self, found: Mapping[str, Any]) -> str: ...
    def said(self, found: Body) -> Body: ...


def _no_warnings(body: Mapping[str, Any]) -> list[Problem]:
    return []


def _uncounted(answer: Any) -> int | None:
    return None


def _unsaid(found: Mapping[str, Any]) -> str | None:
    return None


def _never(body: Mapping[str, Any], now: float) -> bool:
    return False


def _none(found: Mapping[str, Any], declared: Body) -> bool:
    return False


@dataclass(frozen=True)
class Kind:
    """A kind by its name, with its two modules and the check of a declared body.

    `warnings` are about a body without problems that Datadog may still misread. `layer` says where a found object
    stands: what may refer to it has a higher layer and is deleted before it. `contents` are of a kind whose writes do
    not hold all of the body. `loses` is what goes with an object that is made anew, since it cannot be changed.
    """

    name: str
    wire: Wire
    compare: Compare
    problems: Callable[[Mapping[str, Any]], list[Problem]]
    layer: Callable[[Mapping[str, Any]], int]
    warnings: Callable[[Mapping[str, Any]], list[Problem]] = _no_warnings
    contents: Contents | None = None
    loses: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListedKind(Kind):
    """A kind whose objects are found in lists and told apart by the marks they carry.

    The objects of other kinds are addressed by the name at the end of their key: what is of a metric.
    `is_cut_in_lists` says that a list shows only the head of an object, so that each must be read by its id;
    `is_filtered`, that Datadog filters its lists by a tag. One that `is_optional` need not be readable with the keys of
    a catalog that declares none. `page` is where people see one in the browser, below the address of their Datadog, and
    empty where no address of a single one is known. `is_over` says of an object, found or declared, whether it has
    ended or was ended: then it is neither made nor deleted. `excludes` says of a found one whether Datadog refuses to
    make a declared one beside it. Where a create replaces what has the same name, `identity`
    is the name, by which `read` finds it as well: it is nobody else's object, or nothing is written. `modified_of` is
    the time of the last change, of a found object and of its head in a list: two that have the same are the same; None
    where Datadog does not say. `total_of` is how many objects a list has, where a page of it says so.
    """

    lists: Lists = field(kw_only=True)
    marks: Marks = field(kw_only=True)
    is_cut_in_lists: bool = False
    is_filtered: bool = True
    is_optional: bool = False
    page: str = ""
    is_over: Callable[[Mapping[str, Any], float], bool] = _never
    excludes: Callable[[Mapping[str, Any], Body], bool] = _none
    identity: Callable[[Mapping[str, Any]], str] | None = None
    modified_of: Callable[[Mapping[str, Any]], str | None] = _unsaid
    total_of: Callable[[Any], int | None] = _uncounted

    @property
    def excludes_some(self) -> bool:
        """Whether Datadog refuses any of the kind beside another."""
        return self.excludes is not _none

    def link(self, app: str, id: str) -> str:
        """Where people see an object of the kind; empty where no address is known."""
        return f"{app}{self.page.format(id=quote(id, safe=''))}" if self.page else ""


@dataclass(frozen=True)
class NamedKind(Kind):
    """A kind whose objects Datadog knows by a name that people choose, all of them in one list without pages.

    No two objects have a name, so what cannot be changed is deleted before it is created again.
    """

    listing: Request = field(kw_only=True)
