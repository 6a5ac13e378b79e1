"""What goes out when a monitor tells something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AlertType = Literal["error", "warning", "success"]


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses of the monitor around that time, of its editing, and of the event; "" for an event without an id."""

    monitor: str
    edit: str
    event: str = ""


@dataclass(frozen=True, kw_only=True)
class Notification:
    """A notification, which is Datadog's event of a monitor too; times are in seconds since 1970.

    `name` is the monitor's, with its variables in place. `title` and `text` are those of the event: Markdown between
    `%%%`, with what the preset of the monitor leaves.
    `message` is the monitor's own message rendered, `status` what was measured in a sentence without Markdown, "" where
    there is none. `handles` are told, each once; of a draft nobody is. `scope` are the tags of the group, `tags` all of
    the event. `transition` is the word that webhooks get: `Triggered`, `Re-Triggered`, `Warn`, `No Data`, `Recovered` …
    `priority` is the monitor's, 1 to 5, or the one that its message says instead. `key` is that of all events of one
    group of the monitor, `cycle` that of those from its trigger to its end. `samples` are the messages of logs that
    stand beside the text, the newest first.
    """

    monitor: int
    at: int
    name: str
    type: str
    query: str
    metric: str
    transition: str
    title: str
    text: str
    message: str
    status: str
    handles: tuple[str, ...]
    scope: tuple[str, ...]
    tags: tuple[str, ...]
    alert_type: AlertType
    event_priority: Literal["normal", "low"]
    priority: int | None
    value: float | None
    threshold: float | None
    first_triggered_at: int | None
    last_triggered_at: int | None
    key: str
    cycle: str
    links: Links
    event: int | None = None
    samples: tuple[str, ...] = ()
