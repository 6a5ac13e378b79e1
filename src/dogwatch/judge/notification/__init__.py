"""Notifications: what goes out when a monitor tells something, to whom, and the event that is made of it."""

from __future__ import annotations

from .composing import notification_of
from .notification import Links, Notification
from .occasion import occasion
from .parts import parts_of

__all__ = ["Links", "Notification", "notification_of", "occasion", "parts_of"]
