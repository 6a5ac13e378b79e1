"""What a message knows of the event or the log that its monitor found: `{{event.title}}`, `{{log.attributes.x}}`.

docs: monitors/notify/variables, matching attribute and tag variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from dogwatch.message import Tags

from .records import RESERVED, Record, Source
from .searching import text_of

# docs: monitors/notify/variables, reserved attributes of logs; beside these are `message`, `timestamp` and `link`.
_FIRST: Final = ("service", "status", "source", "host", "span_id", "trace_id")


def record_variables(source: Source, record: Record) -> dict[str, dict[str, Any]]:
    """The variables of a record, by their first step: `event` or `log`."""
    return {"event": _of_event(record)} if source == "events" else {"log": _of_log(record)}


def _of_event(event: Record) -> dict[str, Any]:
    return {
        "id": _said(event, "event_id"),
        "title": event.title,
        "text": event.message,
        "host": {"name": _said(event, "host")},
        "tags": Tags(event.tags),
    }


def _of_log(log: Record) -> dict[str, Any]:
    own = {name: value for name, value in log.attributes.items() if name not in {*RESERVED, *_FIRST}}
    return {
        **{name: _said(log, name) for name in _FIRST},
        "message": log.message,
        "timestamp": datetime.fromtimestamp(log.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "attributes": _written(own),
        "tags": Tags(log.tags),
    }


def _said(record: Record, name: str) -> str:
    """What a record says under a name of its own; "" where it says nothing."""
    return ",".join(map(text_of, record.values(name) or record.values(f"@{name}")))


def _written(value: Any) -> Any:
    """With numbers as they were written: those of attributes are not rounded as what was measured is."""
    match value:
        case Mapping():
            return {name: _written(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_written(inner) for inner in value]
        case float():
            return text_of(value)
        case _:
            return value
