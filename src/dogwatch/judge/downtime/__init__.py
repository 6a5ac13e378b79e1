"""Downtimes: which groups are muted when, and what is told all the same."""

from __future__ import annotations

from .downtime import EVER, Downtime, duration_seconds, read_downtime
from .muting import muted_groups, mutes_all, muting, unmuted

__all__ = [
    "EVER",
    "Downtime",
    "duration_seconds",
    "muted_groups",
    "mutes_all",
    "muting",
    "read_downtime",
    "unmuted",
]
