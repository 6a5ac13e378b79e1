"""Small services: programs that report to an address, as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.instrument.sink import Sink

# Calls of a feature, every tenth of which fails, with an interaction each.
CALLS = """
import sys, threading
from dogwatch.instrument import interaction, track

@track("checkout", within=10)
def checkout(number):
    interaction("pay", user=f"user-{number % 50}")
    if number % 10 == 0:
        raise ValueError(number)

def several(numbers):
    for number in numbers:
        try: checkout(number)
        except ValueError: pass
"""


def surroundings(url: str) -> dict[str, str]:
    """The environment of a service whose Agent is at that address."""
    return {**os.environ, "DD_DOGSTATSD_URL": url, "DD_ENV": "test", "DD_SERVICE": "shop-api"}


def service(code: str, url: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Runs a program with the Agent at that address; one that fails or says anything on stderr fails the test."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", *options, "-c", code],
        env=surroundings(url),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert not ended.stderr, ended.stderr
    return ended


def arrived(taking: Sink, calls: int) -> None:
    """Waits for so many calls of CALLS, and counts everything that belongs to them."""
    taking.arrived(lambda: taking.count("feature.hits") >= calls and taking.count("feature.interactions") >= calls)
    taking.arrived(lambda: len(taking.all_values("feature.duration")) >= calls)
    assert taking.count("feature.hits", outcome="ok", fast="true") == calls - calls // 10
    assert taking.count("feature.hits", outcome="error", error_type="valueerror") == calls // 10
    assert len(taking.all_values("feature.duration", outcome="ok")) == calls - calls // 10
    assert len(taking.all_values("feature.duration", outcome="error")) == calls // 10
    assert taking.count("feature.interactions", action="pay", feature="checkout") == calls
    assert taking.count("dogwatch.client.dropped") == 0
