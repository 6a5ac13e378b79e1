"""Which monitors are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from dogwatch.draw.data import Body, Data
from dogwatch.draw.states import SEVERITY, TROUBLE, GroupState, MonitorState, severity
from dogwatch.draw.variables import filled_search
from dogwatch.draw.view import View

from .heading import Heading, heading

_USUAL: Final = 50


@dataclass(frozen=True)
class StatesOfMonitors:
    """`counts` are how many there are of each state, the most severe first; none where they are not asked for.

    Of each of `rows` the groups are those in trouble. `now` is the second at which somebody looks, `left_out` how many
    rows there would be beyond the last.
    """

    heading: Heading
    now: int
    counts: tuple[tuple[str, int], ...]
    rows: tuple[MonitorState, ...]
    left_out: int
    shows_since: bool
    shows_priority: bool
    colours_background: bool


def manage_status(definition: Body, data: Data, view: View) -> StatesOfMonitors:
    """The figure of a monitor summary: what its search finds, by severity, or by name where it says so."""
    found = list(data.monitors(filled_search(str(definition.get("query") or ""), view.choices)))
    if definition.get("summary_type") == "groups":
        found = [each for monitor in found for each in _by_group(monitor)]
    format = definition.get("display_format") or "countsAndList"
    rows = _sorted(map(_in_trouble, found), str(definition.get("sort") or "")) if format != "counts" else []
    most = definition.get("count")
    most = most if isinstance(most, int) and most > 0 else _USUAL
    return StatesOfMonitors(
        heading(definition, view),
        view.now,
        _counts(found, hides_zero=definition.get("hide_zero_counts") is not False) if format != "list" else (),
        tuple(rows[:most]),
        max(0, len(rows) - most),
        definition.get("show_last_triggered") is not False,
        bool(definition.get("show_priority")),
        definition.get("color_preference") == "background",
    )


def _by_group(monitor: MonitorState) -> list[MonitorState]:
    """A row of its own for each group; one without groups stays what it is."""
    return [_alone(monitor, each) for each in monitor.groups] or [monitor]


def _alone(monitor: MonitorState, group: GroupState) -> MonitorState:
    name = monitor.name if group.name == "*" else f"{monitor.name} on {group.name}"
    return MonitorState(monitor.id, name, group.state, group.since, monitor.priority, group.is_muted)


def _in_trouble(monitor: MonitorState) -> MonitorState:
    """With the groups that are in trouble alone, which the state of a simple alert says already."""
    groups = [each for each in monitor.groups if each.state in TROUBLE and each.name != "*"]
    return replace(monitor, groups=tuple(sorted(groups, key=lambda each: (severity(each.state), each.name))))


def _sorted(found: Iterable[MonitorState], sort: str) -> list[MonitorState]:
    """By state and then by name; Datadog's `status,asc` has the most severe first."""
    field, _, direction = sort.partition(",")
    by_name = sorted(found, key=lambda each: each.name.casefold(), reverse=field == "name" and direction == "desc")
    if field == "name":
        return by_name
    return sorted(by_name, key=lambda each: severity(each.state), reverse=field == "status" and direction == "desc")


def _counts(found: Iterable[MonitorState], *, hides_zero: bool) -> tuple[tuple[str, int], ...]:
    counted = Counter(each.state for each in found)
    always = () if hides_zero else ("Alert", "Warn", "No Data", "OK")
    return tuple([(state, counted[state]) for state in SEVERITY if counted[state] or state in always])
