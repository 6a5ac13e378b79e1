"""Notifications: what goes out when a monitor tells something, to whom, and the event that is made of it."""

from __future__ import annotations

from .composing import notification_of
from .notification import Links, Notification
from .occasion import occasion

__all__ = ["Links", "Notification", "notification_of", "occasion"]
