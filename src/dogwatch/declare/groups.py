"""Groups of a signal: one state and one message per region, version or whatever else a tag tells apart."""

from __future__ import annotations

from typing import Any, TypeVar

from dogwatch.query import Expr
from dogwatch.values import Duration

# A group is new that was not there for a day (docs: monitors, configuration), so none is new for longer.
_NEW = 86400

E = TypeVar("E", bound=Expr)


def grouped(query: E, by: tuple[str, ...]) -> E:
    """The query by the tag keys; as it is without any."""
    return query.by(*by) if by else query


def concerned(by: tuple[str, ...]) -> str:
    """Which group it is, in words and Datadog's variables: ` of region {{region.name}}`; empty without groups.

    A key with a dot needs brackets (docs: monitors, notification variables).
    """
    named = [f"{key} {{{{{f'[{key}]' if '.' in key else key}.name}}}}" for key in by]
    return f" of {' and '.join(named)}" if named else ""


def titled(by: tuple[str, ...]) -> str:
    """The groups in a title: `, by region`. Which one it is Datadog writes in front by itself."""
    return f", by {' and '.join(by)}" if by else ""


def group_options(by: tuple[str, ...], notify_by: tuple[str, ...], over: Duration) -> dict[str, Any]:
    """Options of a monitor with groups.

    A group that has just appeared, such as a new version or region, is judged once it has been there for a whole
    window, or for a day: until then its count is a part of one.
    """
    if not by:
        return {}
    options: dict[str, Any] = {"new_group_delay": int(min(over.seconds, _NEW))}
    return {**options, "notify_by": list(notify_by)} if notify_by else options
