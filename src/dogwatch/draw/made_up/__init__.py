"""Values made up where nothing is measured: for every series that a dashboard asks for, plausible by metric, seeded."""

from __future__ import annotations

from .store import made_up

__all__ = ["made_up"]
