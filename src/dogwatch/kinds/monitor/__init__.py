"""Monitors: Datadog evaluates their query and tells people when it crosses a threshold."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.monitor import compare, wire
from dogwatch.kinds.monitor.fields import problems

# All of it hangs on the id (docs: monitors, downtimes).
_LOSES = (
    "the history of its states",
    "its state, so that what alerts is told again",
    "downtimes that name it by its id",
    "links to it",
)

MONITOR = ListedKind(
    "monitor",
    wire,
    compare,
    problems,
    compare.layer,
    lists=wire,
    marks=compare,
    loses=_LOSES,
    page="/monitors/{id}",
)
