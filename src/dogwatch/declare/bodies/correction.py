"""From a declared correction to the body that Datadog shall store."""

from __future__ import annotations

from dogwatch.declare.correction import Correction
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Body, Resource


def correction_resource(correction: Correction, setting: Setting) -> Resource:
    """The correction of an environment's SLO. The last line of its description is its mark."""
    key = setting.key_of(correction)
    attributes: Body = {
        **correction.body,
        "slo_id": correction.slo_reference,
        "category": correction.category,
        "description": f"{correction.why.strip()}\n\n{setting.mark_line(correction)}",
        "timezone": correction.timezone,
        **_times(correction),
    }
    return Resource(correction.kind, key, {"type": "correction", "attributes": attributes}, correction.place)


def _times(correction: Correction) -> Body:
    start = int(correction.start.timestamp())
    lasts = None if correction.lasts is None else int(correction.lasts.seconds)
    if correction.every is not None:
        return {"start": start, "rrule": correction.every, "duration": lasts}
    end = start + lasts if lasts is not None else correction.end and int(correction.end.timestamp())
    return {"start": start, "end": end}
