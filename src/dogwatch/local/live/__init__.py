"""What goes on by itself while the embedded Datadog runs: monitors judged, and notifications on their way."""

from __future__ import annotations

from .alerts import Alerts
from .deliveries import Deliveries
from .losses import Losses
from .post import Post, send
from .receivers import Receivers, receiver_at
from .seen import Seen, named
from .slack import Slack
from .variables import Organization
from .webhook import Webhook

__all__ = [
    "Alerts",
    "Deliveries",
    "Losses",
    "Organization",
    "Post",
    "Receivers",
    "Seen",
    "Slack",
    "Webhook",
    "named",
    "receiver_at",
    "send",
]
