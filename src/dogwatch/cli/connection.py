"""A target with the way to speak to it and to wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dogwatch.cli.interruption import Interruption
from dogwatch.cli.terminal import limit_notice
from dogwatch.client import Http, Send, Target, patient


@dataclass(frozen=True)
class Connection:
    """Nothing has been sent over it yet when it is opened."""

    target: Target
    send: Send
    sleep: Callable[[float], None]

    @classmethod
    def open(cls, to: Target) -> Connection:
        """With patience, until Ctrl-C."""
        interruption = Interruption()
        interruption.listen()
        send = patient(interruption.stopping(Http(to)), interruption.sleep, limit_notice())
        return cls(to, send, interruption.sleep)
