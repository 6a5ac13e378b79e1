"""What people are told of notifications that nobody received: a line for each receiver and reason, now and then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .receivers import Receivers

# Seconds between two lines of a kind.
SELDOM: Final = 60


class Losses:
    """Remembers what was said of the receivers, and when."""

    def __init__(self, receivers: Receivers) -> None:
        self._receivers = receivers
        self._said: dict[tuple[str, str], int] = {}
        self._when: dict[tuple[str, str], float] = {}

    def new(self, now: float) -> list[str]:
        """Lines about what was lost since the last ones, at `now` in seconds; of whom nothing receives, once."""
        lost = [
            f"{_many(number)} for {receiver} {_are(number)} lost: {reason}"
            for (receiver, reason), number in self._since(self._receivers.deliveries.lost, now).items()
        ]
        unheard = [handle for handle in self._receivers.unheard if (handle, "") not in self._said]
        self._said |= dict.fromkeys(((handle, "") for handle in unheard), 1)
        return [*lost, *(f"nothing here receives what is for {handle}" for handle in unheard)]

    def _since(self, lost: Mapping[tuple[str, str], int], now: float) -> dict[tuple[str, str], int]:
        found = {}
        for kind, number in lost.items():
            more = number - self._said.get(kind, 0)
            if more and now >= self._when.get(kind, now - SELDOM) + SELDOM:
                self._said[kind], self._when[kind] = number, now
                found[kind] = more
        return found


def _many(number: int) -> str:
    return f"{number} notification{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
