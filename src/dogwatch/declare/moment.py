"""Moments as people write them: ISO times, or Python's."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from dogwatch.declare.limit import duration
from dogwatch.declare.wrong import Wrong
from dogwatch.values import Duration


def moment(value: str | datetime | None) -> datetime | None:
    """The time of a text such as "2027-01-31T22:00+01:00"; a Wrong in its place when it is none."""
    if value is None or isinstance(value, datetime):
        return value
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        sentence = f"{value!r} is no time; write one as in '2027-01-31T22:00+01:00'"
        return cast(datetime, Wrong((sentence,)))


def span(value: str | Duration | None) -> Duration | None:
    """How long something lasts; a Wrong in its place when it cannot be read."""
    return None if value is None else duration(value)
