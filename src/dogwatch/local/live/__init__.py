"""What goes on by itself while the embedded Datadog runs: so far, notifications on their way to who receives them."""

from __future__ import annotations

from .deliveries import Deliveries
from .losses import Losses
from .post import Post, send
from .receivers import Receivers
from .slack import Slack
from .variables import Organization
from .webhook import Webhook

__all__ = ["Deliveries", "Losses", "Organization", "Post", "Receivers", "Slack", "Webhook", "send"]
