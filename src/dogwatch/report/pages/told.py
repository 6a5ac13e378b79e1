"""Who is told by a message at which transition of its monitor: the handles that are left when its blocks are resolved.

A handle outside all blocks is told each time (docs: monitors, notification variables).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

# What holds at a transition, by the name that the pages give it.
_TRANSITIONS: Mapping[str, frozenset[str]] = {
    "when it alerts": frozenset({"is_alert"}),
    "when the alert ends": frozenset({"is_recovery", "is_alert_recovery"}),
    "when it warns": frozenset({"is_warning"}),
    "when the warning ends": frozenset({"is_recovery", "is_warning_recovery"}),
    "when the alert becomes a warning": frozenset({"is_warning", "is_alert_to_warning"}),
    "when data stops": frozenset({"is_no_data"}),
    "when data is back": frozenset({"is_recovery", "is_no_data_recovery"}),
    "again while it lasts": frozenset({"is_alert", "is_renotify"}),
}
ALERT, ALERT_ENDS, WARNS, WARNING_ENDS, ALERT_TO_WARNING, NO_DATA, DATA_IS_BACK, AGAIN = _TRANSITIONS

_STATES = frozenset().union(*_TRANSITIONS.values()) | {"is_unknown"}
_TAG = re.compile(r"\{\{\s*(?:([#^/])\s*(\w+)[^{}]*|(else)\s*)\}\}")
_HANDLE = re.compile(r"(?<!\S)@[\w.+\-:/@{}\[\]]+(?:\([^()]*\))?")


def told(message: str, transition: str) -> list[str]:
    """The handles of a message at a transition, once each; blocks on values that are not known count as kept."""
    kept = " ".join(_kept(message, _TRANSITIONS[transition]))
    return list(dict.fromkeys(handle.rstrip(".,;:!?") for handle in _HANDLE.findall(kept)))


def transitions(options: Mapping[str, Any]) -> list[str]:
    """The transitions that a monitor with these options can make and tells about."""
    possible = [ALERT, ALERT_ENDS]
    if "warning" in (options.get("thresholds") or {}):
        possible += [WARNS, WARNING_ENDS, ALERT_TO_WARNING]
    if options.get("notify_no_data") or options.get("on_missing_data") == "show_and_notify_no_data":
        possible += [NO_DATA, DATA_IS_BACK]
    return [*possible, AGAIN] if options.get("renotify_interval") else possible


def _kept(message: str, holds: frozenset[str]) -> Iterator[str]:
    """The pieces of a message that no block leaves out."""
    blocks: list[bool | None] = []
    begin = 0
    for tag in _TAG.finditer(message):
        if False not in blocks:
            yield message[begin : tag.start()]
        begin = tag.end()
        sign, name, otherwise = tag.groups()
        if otherwise and blocks:
            blocks[-1] = _opposite(blocks[-1])
        elif sign == "/" and blocks:
            blocks.pop()
        elif sign in ("#", "^"):
            kept = _holds(name, holds)
            blocks.append(_opposite(kept) if sign == "^" else kept)
    if False not in blocks:
        yield message[begin:]


def _holds(name: str, holds: frozenset[str]) -> bool | None:
    """Whether a block's condition is met; None where that hangs on something else, as for `is_match`."""
    return name in holds if name in _STATES else None


def _opposite(kept: bool | None) -> bool | None:
    return None if kept is None else not kept
