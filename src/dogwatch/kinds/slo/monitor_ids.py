"""The monitors that an SLO counts: Datadog wants their ids as numbers, and a reference leaves a text behind."""

from __future__ import annotations

from dogwatch.kinds.resource import Body


def with_numbers(body: Body) -> Body:
    """The body with numbers for the ids that are known; references that have none yet stay."""
    ids = body.get("monitor_ids")
    if not isinstance(ids, list):
        return body
    return {**body, "monitor_ids": [int(id) if isinstance(id, str) and id.isdigit() else id for id in ids]}
