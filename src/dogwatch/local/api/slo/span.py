"""The time that a request asks about: `from_ts` to `to_ts`, in seconds since 1970."""

from __future__ import annotations

from dogwatch.local.api import errors
from dogwatch.local.api.message import Request, whole

# As many values of two hours as a series may have.
LONGEST = 1500 * 7200


def span(request: Request) -> tuple[int, int]:
    """Refuses (400) what is no span, or a longer one than is answered."""
    start, end = _second(request, "from_ts"), _second(request, "to_ts")
    if start >= end or end - start >= LONGEST:
        raise errors.slo("from_ts and to_ts are no span of time")
    return start, end


def _second(request: Request, name: str) -> int:
    text = request.query.get(name)
    if text is None:
        raise errors.slo_required(name)
    second = whole(text)
    if second is None:
        raise errors.slo(f"{name} must be a number")
    return second
