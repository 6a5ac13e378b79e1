"""The sample shop with one slow feature, until a monitor tells of it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

FEATURE: Final = "search"
MONITOR: Final = "search/latency-p95"
ARGUMENTS: Final = ("-m", "examples.shop", "--for", "110s", "--rate", "8", "--slow", FEATURE)
# The next full minute, and what it takes until slow calls are counted.
PATIENCE: Final = 100.0
_POLL: Final = 0.5

Told = Mapping[str, Any]


def wait_for_alert(environ: Mapping[str, str], inbox: Callable[[], list[Told]]) -> tuple[Told | None, float]:
    """What the monitor tells, and after how many seconds; None where it does not tell in time.

    The shop is open in the meantime, with real calls that take a second longer.
    """
    began = time.monotonic()
    shop = subprocess.Popen([sys.executable, *ARGUMENTS], env=environ, stdout=subprocess.DEVNULL)
    try:
        while time.monotonic() - began < PATIENCE and shop.poll() is None:
            for told in inbox():
                if str(told["mark"]).endswith(f"/{MONITOR}"):
                    return told, time.monotonic() - began
            time.sleep(_POLL)
        return None, time.monotonic() - began
    finally:
        shop.terminate()
        shop.wait()
