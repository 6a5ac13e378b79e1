"""A webhook of Datadog's integration: where it posts, and what (docs: integrations, webhooks)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from dogwatch.judge import Notification

from .post import Post
from .variables import Organization, filled, in_json, variables

# What is posted unless a webhook says otherwise.
DEFAULT = json.dumps(
    {
        "body": "$EVENT_MSG",
        "last_updated": "$LAST_UPDATED",
        "event_type": "$EVENT_TYPE",
        "title": "$EVENT_TITLE",
        "date": "$DATE",
        "org": {"id": "$ORG_ID", "name": "$ORG_NAME"},
        "id": "$ID",
    }
)


@dataclass(frozen=True)
class Webhook:
    """A webhook, which `@webhook-NAME` in a message tells.

    `payload` is a text with variables, in JSON as a rule; without one it is Datadog's own. `encode_as` posts the fields
    of that JSON as a form. `custom` are variables of one's own, which may stand in `url` and `headers` too, with what
    they stand for.
    """

    name: str
    url: str = field(repr=False)
    payload: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    encode_as: Literal["json", "form"] = "json"
    custom: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def handle(self) -> str:
        """The handle that tells it."""
        return f"@webhook-{self.name}"

    def post(self, notification: Notification, organization: Organization) -> Post:
        """What is posted for a notification."""
        known = {**variables(notification, organization), **self.custom}
        body = filled(self.payload or DEFAULT, known, in_json)
        headers = {name: filled(value, known) for name, value in self.headers.items()}
        content = "application/json"
        if self.encode_as == "form":
            body, content = _form(body), "application/x-www-form-urlencoded"
        return Post(filled(self.url, known), body.encode(), {"Content-Type": content, **headers})


def _form(body: str) -> str:
    """The fields of a JSON object as a form; what is no such object goes as it is."""
    try:
        fields = json.loads(body)
    except ValueError:
        return body
    if not isinstance(fields, dict):
        return body
    return urlencode({name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()})
