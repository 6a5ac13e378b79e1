"""A channel that takes what Slack's incoming webhooks take; Mattermost, Rocket.Chat and others do as well."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from dogwatch.judge import Notification

from .post import Post
from .variables import Organization, unframed

_COLOURS: Final = {"error": "#d83a3a", "warning": "#e0a32e", "success": "#2f9e57"}
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")


@dataclass(frozen=True)
class Slack:
    """A webhook of Slack's kind, which `@slack-CHANNEL` in a message tells; `channel` "*" takes all channels."""

    url: str = field(repr=False)
    channel: str = "*"

    @property
    def handle(self) -> str:
        """The handle that tells it; with `*` all that begin so."""
        return f"@slack-{self.channel}"

    def post(self, notification: Notification, organization: Organization) -> Post:
        """What is posted for a notification: its title as a text, and an attachment with the rest."""
        body = {"text": _escaped(notification.title), "attachments": [_attachment(notification)]}
        return Post(self.url, json.dumps(body).encode(), {"Content-Type": "application/json"})


def _attachment(notification: Notification) -> dict[str, Any]:
    return {
        "fallback": _escaped(notification.title),
        "color": _COLOURS[notification.alert_type],
        "title": _escaped(notification.name),
        "title_link": notification.links.monitor,
        "text": mrkdwn(notification.text),
        "mrkdwn_in": ["text"],
        "fields": [{"title": "Tags", "value": _escaped(", ".join(notification.tags)), "short": False}],
        "ts": notification.at,
    }


def mrkdwn(text: str) -> str:
    """Markdown of an event as Slack writes it: `*bold*`, `<address|words>`, and `&`, `<`, `>` escaped."""
    return _LINK.sub(r"<\2|\1>", _escaped(unescape(unframed(text)))).replace("**", "*")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
