"""Datadog's language of messages: what a monitor says, to whom, and what for (docs: monitors, notification variables).

`read` makes a tree of a text, `told` says whom it tells at a transition, `render` writes it for a `Context`. `RULES`
says of each rule how true to Datadog it is.
"""

from .context import Context
from .handles import (
    glued_handles,
    handles_in,
    has_blocks,
    is_mail,
    is_pager,
    undelivered,
    written_handles,
    wrong_handle,
)
from .message import Message, parse, read
from .render import Rendered, render
from .rules import RULE_TABLES
from .told import tells_at_its_end, told
from .transition import Transition
from .tree import Path

__all__ = [
    "RULE_TABLES",
    "Context",
    "Message",
    "Path",
    "Rendered",
    "Transition",
    "glued_handles",
    "handles_in",
    "has_blocks",
    "is_mail",
    "is_pager",
    "parse",
    "read",
    "render",
    "tells_at_its_end",
    "told",
    "undelivered",
    "written_handles",
    "wrong_handle",
]
