"""From an object that was read to the call that declares it in Datadog's own form."""

from __future__ import annotations

from typing import Any

from dogwatch.adopt.code import Call, Name
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.references import References, linked


def imported_code(entry: Entry, env: str, references: References) -> Call:
    """The declaration of what no arguments are for: its kind, its id and all that it says."""
    owner = entry.owner
    team = None if owner is None else owner.name if owner.variable is None else Name(owner.variable)
    arguments: dict[str, Any] = {
        "kind": entry.kind,
        "team": team,
        "environments": env,
        "imported": entry.original.source,
        "body": linked(entry, entry.original.said, references),
    }
    return Call("Imported", [entry.name], {name: value for name, value in arguments.items() if value is not None})
