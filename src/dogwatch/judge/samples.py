"""Logs that stand beside the message of a monitor on logs (docs: monitors/types/log, log samples)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from typing import Final

from .records import Record

_MOST: Final = 10
_LONGEST: Final = 500


def samples_of(logs: Sequence[Record]) -> tuple[Record, ...]:
    """Ten at most of logs in the order of time, the newest first; those without a message are left out."""
    said = [log for log in logs if log.message][: -_MOST - 1 : -1]
    return tuple(replace(log, message=log.message[:_LONGEST]) for log in said)


def shown(log: Record) -> str:
    """A line in the text of an event: `- 09:00:40 UTC web-1: refused`."""
    time = datetime.fromtimestamp(log.at, UTC).strftime("%H:%M:%S")
    host = "".join(f" {escape(str(value))}" for value in log.values("host")[:1])
    return f"- {time} UTC{host}: {escape(' '.join(log.message.split()))}"
