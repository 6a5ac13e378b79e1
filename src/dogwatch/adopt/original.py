"""An object as it was read from Datadog or from a file, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dogwatch.adopt.marks import texts_of_marks, without_marks
from dogwatch.declare import OWN_CATALOG
from dogwatch.kinds import KINDS, Body, ListedKind, Reference, references_in, same
from dogwatch.names import Mark

# What a file may wrap objects in: answers of Datadog's API, and files of integrations (`definition`).
_WRAPPERS = ("definition", "data", "dashboards", "monitors", "slos", "body", "resources")
# What travels with attributes, by its type.
_BY_TYPE = {
    "correction": "slo_correction",
    "downtime": "downtime",
    "monitor-notification-rule": "notification_rule",
    "powerpack": "powerpack",
}
# What people change in Datadog: they pause a test while they repair what it finds.
_OF_PEOPLE = {"synthetic_test": ("status",)}
# More of a title nobody needs to know what is meant.
_READABLE = 80


@dataclass(frozen=True, eq=False)
class Original:
    """An object of a kind: `source` is its id in Datadog, or the file that it stands in; `folder` where that lies."""

    kind: str
    source: str
    body: Body = field(repr=False)
    folder: str = ""

    def __str__(self) -> str:
        title = self.title
        return f"{self.kind} {self.source} {title[:_READABLE]!r}{'…' if len(title) > _READABLE else ''}"

    @cached_property
    def said(self) -> Body:
        """What it says itself, without the marks of any catalog: this is what gets declared."""
        listed = _listed(self.kind)
        said = without_marks(self.kind, listed.marks.said(self.body), listed.marks.marks_of(self.body))
        return {name: value for name, value in said.items() if name not in _OF_PEOPLE.get(self.kind, ())}

    @property
    def id(self) -> str | None:
        """Its id in Datadog, by which others refer to it; None where a file does not say it."""
        id = self.body.get("id")
        return str(id) if isinstance(id, int | str) and not isinstance(id, bool) else None

    def by_id(self) -> Original:
        """The same with its id as what it comes from."""
        return replace(self, source=str(self.id))

    @property
    def title(self) -> str:
        return _listed(self.kind).marks.title_of(self.body)

    @property
    def is_managed_elsewhere(self) -> bool:
        """Whether something else makes it, such as a synthetic test its monitor."""
        return _listed(self.kind).marks.is_managed_elsewhere(self.body)

    @property
    def refusal(self) -> str | None:
        """Why it cannot be declared: the first thing in it that Datadog would not take. None for what it does."""
        tags = self.body.get("tags") or []
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            return f"tags: {tags!r}; they are a list of texts"
        problems = _listed(self.kind).problems(self.said)
        return f"{problems[0].path}: {problems[0].seen}; {problems[0].remedy}" if problems else None

    def reference_into(self, catalog: str) -> Reference | None:
        """Text in it that would be taken for a reference to what the catalog declares."""
        beginnings = (f"{catalog}/", f"{OWN_CATALOG}/")
        return next((each for each in references_in(self.said) if each.key.startswith(beginnings)), None)

    def differences(self, other: Original) -> list[str]:
        """The fields that say something else in another object of the kind; the order of tags says nothing."""
        here, there = self._compared, other._compared
        return [name for name in dict.fromkeys((*here, *there)) if not same(here.get(name), there.get(name))]

    @property
    def _compared(self) -> Body:
        # A text that gets a mark loses the space around it.
        said = texts_of_marks(self.kind, self.said)
        return {**said, "tags": sorted(set(said.get("tags") or ()))}

    @property
    def marks(self) -> Sequence[Mark]:
        return _listed(self.kind).marks.marks_of(self.body)


def objects_in(value: Any) -> Iterator[tuple[str, Body]]:
    """The objects that can be imported which a JSON value holds, each with its kind, out of whatever wraps them."""
    if isinstance(value, list):
        for item in value:
            yield from objects_in(item)
    elif isinstance(value, dict):
        kind = kind_of(value)
        if kind is not None:
            yield kind, value
            return
        for name in _WRAPPERS:
            yield from objects_in(value.get(name))


def kind_of(value: Mapping[str, Any]) -> str | None:
    """The kind that an object is of, by the fields without which Datadog takes none."""
    match value:
        case {"widgets": list(), "layout_type": str(), "title": str()}:
            return "dashboard"
        case {"name": str(), "type": str(), "query": str()}:
            return "monitor"
        case {"name": str(), "type": str(), "thresholds": list()}:
            return "slo"
        case {"type": "api", "config": dict(), "locations": list()}:
            return "synthetic_test"
        case {"type": str(type), "attributes": dict()}:
            return _BY_TYPE.get(type)
    return None


def _listed(kind: str) -> ListedKind:
    listed = KINDS[kind]
    assert isinstance(listed, ListedKind)
    return listed
