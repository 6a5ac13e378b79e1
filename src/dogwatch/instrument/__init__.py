"""What a service imports: `track` the code of a feature, say what people do with it, and nothing else.

    from dogwatch.instrument import interaction, track

    @track("checkout", within=0.4)
    def checkout(cart): ...

Everything goes to the Datadog Agent by DogStatsD, once a second, from a thread of its own. Nothing here raises into the
application or waits for the Agent; what could not be sent is counted in `dogwatch.client.dropped`. Works with the
standard library alone.
"""

from __future__ import annotations

from .client import configure, flush
from .context import current_feature, mark_error, mark_ok, tag
from .interactions import interaction
from .threads import carry, carry_in_executors
from .track import Track, track

__all__ = [
    "Track",
    "carry",
    "carry_in_executors",
    "configure",
    "current_feature",
    "flush",
    "interaction",
    "mark_error",
    "mark_ok",
    "tag",
    "track",
]
