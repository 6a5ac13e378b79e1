"""What composites ask about."""

from __future__ import annotations

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.kinds import references_in


def composite_of_unknown(watched: Watched) -> Seen:
    """A composite can ask only about monitors that are there."""
    if watched.monitor.type != "composite":
        return
    for reference in references_in(watched.body["query"]):
        remedy = watched.around.meant(reference)
        if remedy is not None:
            yield "query", f"it asks about {reference}, which nothing declares for {watched.around.env}", remedy
