"""What originals refer to by id, and how the package says it: by the object in Python where that is declared too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dogwatch.adopt.code import Expression, Joined, Name, Remarked
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.printer import one_line
from dogwatch.adopt.query import monitor_query, slo_alert_query
from dogwatch.declare import OWN_CATALOG
from dogwatch.kinds import KINDS, Body

# An object by its kind and its id in Datadog.
Target = tuple[str, str]

# Which fields of widgets and SLOs hold ids, and of what.
HELD = {
    "alert_id": "monitor",
    "monitor_id": "monitor",
    "monitor_ids": "monitor",
    "powerpack_id": "powerpack",
    "slo_id": "slo",
}
# Ids as they are: whatever else stands in their place goes into no comment.
_SHOWN = re.compile(r"[0-9a-z\-]{1,40}")
# The ids in a composite, and the one in an alert on an SLO.
_OF_MONITORS = re.compile(r"\b\d+\b")
_OF_AN_SLO = re.compile(r'(?<=")[0-9a-f]{32}(?=")')


def targets_of(kind: str, said: Body) -> Iterator[Target]:
    """What an original refers to, in the order in which it stands there."""
    if kind == "monitor":
        of = _asked(said.get("type"))
        if of is not None:
            yield from ((of[0], match[0]) for match in of[1].finditer(str(said["query"])))
    else:
        yield from _held(said, held_by(kind))


def held_by(kind: str) -> Mapping[str, str]:
    """Which fields of an object of the kind hold ids, and of what."""
    return HELD | {"id": "dashboard"} if kind == "dashboard_list" else HELD


def _asked(type: Any) -> tuple[str, re.Pattern[str]] | None:
    return {"composite": ("monitor", _OF_MONITORS), "slo alert": ("slo", _OF_AN_SLO)}.get(str(type))


def _held(value: Any, fields: Mapping[str, str]) -> Iterator[Target]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            ids = item if isinstance(item, list) else [item]
            if name in fields:
                yield from ((fields[name], str(id)) for id in ids if isinstance(id, int | str))
            else:
                yield from _held(item, fields)
    elif isinstance(value, list):
        for item in value:
            yield from _held(item, fields)


@dataclass(frozen=True)
class Link:
    """A declared object that another refers to: by its variable, or by text where no variable can be imported."""

    kind: str
    path: str
    variable: str | None = None

    @property
    def thing(self) -> Name | str:
        """What stands where an object is taken, or a reference to it."""
        return self.reference if self.variable is None else Name(self.variable)

    @property
    def reference(self) -> Name | str:
        """What stands where an id does."""
        return (
            f"${{{self.kind}:{OWN_CATALOG}/{self.path}}}"
            if self.variable is None
            else Name(f"{self.variable}.reference")
        )


class References:
    """What the entries of a package refer to, and which modules have to import what for it.

    An object refers to what is created before it: a composite to other monitors, a dashboard to everything. Modules
    that would import each other in a circle name what they need by text.
    """

    def __init__(self, entries: Iterable[Entry], known: Mapping[Target, str]) -> None:
        """`known` are the paths of what the catalog declares already, by id."""
        listed = list(entries)
        self._known = known
        self._by_target = {(each.kind, each.original.id): each for each in listed if each.original.id}
        self._imports: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for entry in listed:
            for other in self._others(entry):
                if other.module == entry.module or not self._needs(other.module, entry.module):
                    self._imports[entry.module][other.module].add(other.variable)

    def of(self, entry: Entry, target: Target) -> Link | None:
        """What stands for an id in an entry; None for what is not declared, or not before it."""
        other = self._other(entry, target)
        if other is not None:
            is_near = other.variable in self._imports[entry.module].get(other.module, ())
            return Link(other.kind, other.name, other.variable if is_near else None)
        path = self._known.get(target)
        return None if path is None else Link(target[0], path)

    def imports_of(self, module: str) -> dict[str, list[str]]:
        """The variables that a module imports, by the modules that they come from."""
        others = self._imports[module]
        return {other: sorted(others[other]) for other in sorted(others) if other != module}

    def _others(self, entry: Entry) -> Iterator[Entry]:
        for target in targets_of(entry.kind, entry.original.said):
            other = self._other(entry, target)
            if other is not None:
                yield other

    def _other(self, entry: Entry, target: Target) -> Entry | None:
        other = self._by_target.get(target)
        return other if other is not None and layer(other) < layer(entry) else None

    def _needs(self, module: str, wanted: str) -> bool:
        """Whether a module imports another, or something that does."""
        ahead, met = [module], {module}
        while ahead:
            for other in self._imports[ahead.pop()]:
                if other not in met:
                    met.add(other)
                    ahead.append(other)
        return wanted in met


def layer(entry: Entry) -> int:
    """How late it is created: what it refers to is there by then."""
    return KINDS[entry.kind].layer(entry.original.body)


def linked_query(entry: Entry, references: References) -> Any:
    """The query of a monitor, with references in the place of ids of what is declared, by the builder where that says
    the same.
    """
    text, type = str(entry.original.said["query"]), str(entry.original.said.get("type"))
    asked = _asked(type)
    if asked is None:
        return monitor_query(text, type)
    kind, ids = asked
    links = {id: references.of(entry, (kind, id)) for id in ids.findall(text)}
    unknown = [(kind, id) for id, link in links.items() if link is None]
    if kind == "slo" and len(links) == 1:
        ((id, link),) = links.items()
        query = slo_alert_query(text, one_line(id if link is None else link.reference))
        if isinstance(query, Expression):
            return remarked(replace(query, otherwise=_with_references(text, ids, links)), unknown)
    return remarked(_with_references(text, ids, links), unknown)


def _with_references(text: str, ids: re.Pattern[str], links: Mapping[str, Link | None]) -> Joined | Name | str:
    parts: list[str | Name] = []
    end = 0
    for match in ids.finditer(text):
        link = links[match[0]]
        parts += [text[end : match.start()], match[0] if link is None else link.reference]
        end = match.end()
    return _joined([*parts, text[end:]])


def linked(entry: Entry, value: Any, references: References) -> Any:
    """The value with references in the place of the ids of what is declared."""
    if isinstance(value, list):
        return [linked(entry, item, references) for item in value]
    if isinstance(value, dict):
        return {name: _field(entry, name, item, references) for name, item in value.items()}
    return value


def _field(entry: Entry, name: str, value: Any, references: References) -> Any:
    # Of these only the id of a downtime's monitor is a number.
    fields = held_by(entry.kind)
    is_id = name in fields and value != "" and (isinstance(value, str) or (name == "monitor_id" and type(value) is int))
    if not is_id:
        return linked(entry, value, references)
    target = (fields[name], str(value))
    link = references.of(entry, target)
    return remarked(value, [target]) if link is None else link.reference


def remarked(value: Any, unknown: Sequence[Target]) -> Any:
    """The value, under a comment that says which ids in it are of nothing that is declared."""
    named = [f"{kind} {id}" for kind, id in dict.fromkeys(unknown) if _SHOWN.fullmatch(id)]
    return Remarked(value, f"not declared here: {', '.join(named)}") if named else value


def _joined(parts: Iterable[str | Name]) -> Joined | Name | str:
    """Texts that follow each other as one."""
    joined: list[str | Name] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined[0] if len(joined) == 1 else Joined(joined)
