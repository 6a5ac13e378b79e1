"""Datadog's language of messages: what a monitor says, to whom, and what for (docs: monitors, notification variables).

`read` makes a tree of a text, `told` says whom it tells at a transition, `render` writes it for a `Context`. `RULES`
says of each rule how true to Datadog it is.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .handles import (
    glued_handles,
    handles_in,
    has_blocks,
    is_mail,
    is_pager,
    undelivered,
    without_handles,
    written_handles,
    wrong_handle,
)
from .message import Message, parse, read
from .renaming import renamed
from .told import is_sound, tells_at_its_end, told
from .transition import Transition
from .tree import Path

if TYPE_CHECKING:
    from .context import Context, Tags, dated
    from .rendering import Rendered, render
    from .rules import RULE_TABLES

__all__ = [
    "RULE_TABLES",
    "Context",
    "Message",
    "Path",
    "Rendered",
    "Tags",
    "Transition",
    "dated",
    "glued_handles",
    "handles_in",
    "has_blocks",
    "is_mail",
    "is_pager",
    "is_sound",
    "parse",
    "read",
    "renamed",
    "render",
    "tells_at_its_end",
    "told",
    "undelivered",
    "without_handles",
    "written_handles",
    "wrong_handle",
]

# What renders is loaded by who renders: `check` only reads.
_LATER = {
    "Context": "context",
    "Tags": "context",
    "dated": "context",
    "RULE_TABLES": "rules",
    "Rendered": "rendering",
    "render": "rendering",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_LATER[name]}", __name__), name)
