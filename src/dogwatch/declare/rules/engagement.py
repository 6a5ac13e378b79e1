"""What is wrong with the signal `Engagement`, beside what holds for every signal."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.signals import Engagement
from dogwatch.names import is_name
from dogwatch.values import Duration, Percent

# Anomaly monitors have points of a minute or more, five of which fit into the window that is judged; a week is the
# season that they go by (docs: monitors, anomaly).
_JUDGED = (300, 86400)
# Datadog's windows end at a month, also when they are shifted.
_LONGEST = 730 * 3600


def engagement_mistakes(signal: Engagement) -> Iterator[tuple[str, tuple[str, str]]]:
    """Per argument, what was seen and what to write instead."""
    if not signal.actions:
        yield "actions", ("it names no action", 'write those that matter, as in actions=["add_to_cart", "pay"]')
    for action in signal.actions:
        if not isinstance(action, str) or not is_name(action):
            remedy = "write lower case words joined by - or _, as the service sends them in the tag action"
            yield "actions", (f"{action!r} cannot be part of keys and tags as it stands", remedy)
    if isinstance(signal.drop, Percent) and not 0 < signal.drop.fraction < 1:
        yield "drop", (f"{signal.drop} is no drop", "write a share above 0% and below 100%, as in '30%'")
    if isinstance(signal.least, bool) or not isinstance(signal.least, int) or signal.least < 0:
        yield "least", (f"{signal.least!r} is no number of actions", "write a whole number of at least 0")
    yield from _times(signal)


def _times(signal: Engagement) -> Iterator[tuple[str, tuple[str, str]]]:
    over, against, band = signal.over, signal.against, signal.band
    are_read = isinstance(against, Duration) and isinstance(over, Duration)
    if are_read and not over.seconds <= against.seconds <= _LONGEST:
        yield "against", (f"{against} ago cannot be compared with {over}", f"write {over} to 730h, as in '1w'")
    if band is None:
        return
    if isinstance(band, bool) or not isinstance(band, int | float) or band <= 0:
        yield "band", (f"{band!r} is no width of a band", "write how many deviations it has on each side, as in 3")
    if isinstance(over, Duration) and not _JUDGED[0] <= over.seconds <= _JUDGED[1]:
        yield "over", (f"a band cannot be judged by {over}", "write 5m to 1d, as in '1h'")
