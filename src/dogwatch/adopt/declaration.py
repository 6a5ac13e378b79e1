"""What all declarations say: whose they are, what they were imported from, their title and tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dogwatch.adopt.code import Call, Name
from dogwatch.adopt.entry import Entry
from dogwatch.names import normalized_tag, tag_key


def declaration(function: str, entry: Entry, env: str, said: Mapping[str, Any], own: Mapping[str, Any]) -> Call:
    """The call that declares an entry for an environment; `own` are the arguments of its kind, in their order.

    Arguments that say nothing are left out. `said` is what is left in the body beside the arguments.
    """
    tags = dict.fromkeys(entry.original.said.get("tags") or ())
    service = _service(tags) if entry.kind != "dashboard" else None
    team = entry.owner.name if entry.owner else None
    named = {f"{key}:{value}" for key, value in (("team", team), ("service", service)) if value}
    arguments = {
        "team": _team(entry),
        "service": service,
        "environments": env,
        "imported": entry.original.source,
        **own,
        "tags": [tag for tag in tags if tag not in named],
        "body": dict(said),
    }
    given = {name: value for name, value in arguments.items() if value not in (None, [], {})}
    return Call(function, [entry.name], given)


def _team(entry: Entry) -> Name | str | None:
    owner = entry.owner
    if owner is None:
        return None
    return owner.name if owner.variable is None else Name(owner.variable)


def _service(tags: Iterable[str]) -> str | None:
    """The service where tags name exactly one, in the way in which Datadog stores it."""
    named = [tag for tag in tags if tag_key(tag) == "service"]
    is_plain = len(named) == 1 and normalized_tag(named[0]) == named[0] != "service"
    return named[0].partition(":")[2] if is_plain else None
