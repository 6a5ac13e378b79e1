"""The audit trail, which the local keys may not read: who did what is known only as far as objects say it."""

from __future__ import annotations

from . import errors
from .message import Answer, Request


def search(world: object, request: Request) -> Answer:
    """`POST /api/v2/audit/events/search`: 403, as to keys without the permission audit_logs_read."""
    raise errors.Refused(403, errors.FORBIDDEN)
