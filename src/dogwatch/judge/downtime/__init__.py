"""Downtimes: which groups are muted when, and what is told all the same."""

from __future__ import annotations

from .downtime import Downtime, duration_seconds, read_downtime
from .muting import muting, unmuted
from .scope import scope_mistake

__all__ = ["Downtime", "duration_seconds", "muting", "read_downtime", "scope_mistake", "unmuted"]
