"""A clock on which a minute is a few seconds: all else is as it runs on a machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime


def fast(times: float, since: float | None = None) -> Callable[[], datetime]:
    """Begins at a second since 1970, by default now, and goes so many times as fast."""
    began = time.time() if since is None else since
    return lambda: datetime.fromtimestamp(began + times * (time.time() - began), UTC)
