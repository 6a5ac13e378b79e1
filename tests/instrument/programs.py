"""Small services: programs that report to an address, as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys


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
