"""From a monitor that was read to the call that declares it."""

from __future__ import annotations

from typing import Any

from dogwatch.adopt.code import Call
from dogwatch.adopt.declaration import declaration
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.references import References, linked_query
from dogwatch.declare import threshold_of
from dogwatch.query import written

# What `Monitor` has an argument for; the rest stands in `body`.
_ARGUMENTS = frozenset({"name", "type", "query", "message", "priority", "options", "tags"})
_USUAL_TYPE = "query alert"


def monitor_code(entry: Entry, env: str, references: References) -> Call:
    """The declaration of a monitor, whose thresholds are left out as far as its query says them."""
    said = entry.original.said
    options = dict(said.get("options") or {})
    thresholds = _thresholds(said["query"], options.pop("thresholds", {}))
    warning = thresholds.pop("warning", None)
    own = {
        "title": said["name"],
        "type": None if said["type"] == _USUAL_TYPE else said["type"],
        "query": linked_query(entry, references),
        "warn": written(warning) if isinstance(warning, int | float) else None,
        "priority": said.get("priority"),
        "message": said.get("message"),
        "options": {**({"thresholds": thresholds} if thresholds else {}), **options},
    }
    rest = {name: value for name, value in said.items() if name not in _ARGUMENTS}
    return declaration("Monitor", entry, env, rest, own)


def _thresholds(query: str, found: Any) -> dict[str, Any]:
    """The thresholds without the number of the query, which is theirs anyway; None says that it is not."""
    thresholds = dict(found)
    compared = threshold_of(query)
    if compared is None:
        return thresholds
    if "critical" not in thresholds:
        return {"critical": None, **thresholds}
    if thresholds["critical"] == compared:
        del thresholds["critical"]
    return thresholds
