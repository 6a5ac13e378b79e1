"""Where and for how long somebody listened, and what a service has to say to be heard there."""

from __future__ import annotations

from typing import NamedTuple

from dogwatch.names import HITS

from .heard import Heard

# So often the instrumentation says what a process takes, and sends zeros of quiet features.
BEAT = 10.0


class Listened(NamedTuple):
    """What was `heard` in so many seconds; `env` is what the tag of it has to say, None for anything.

    `known` are the names of all features of the catalog.
    """

    heard: Heard
    seconds: float
    dogstatsd_port: int
    trace_port: int
    env: str | None = None
    known: frozenset[str] = frozenset()

    @property
    def way_here(self) -> str:
        """What the environment of a service says when its metrics come here."""
        return f"DD_AGENT_HOST=127.0.0.1 DD_DOGSTATSD_PORT={self.dogstatsd_port} and no DD_DOGSTATSD_URL"

    def calls(self, feature: str) -> float:
        """How many calls of a feature came; whatever else its tags say."""
        return self.heard.sum(self.heard.of(HITS.name, f"feature:{feature}"))
