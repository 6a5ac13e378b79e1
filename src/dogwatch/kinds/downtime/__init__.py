"""Downtimes: when monitors tell nobody, once or by a rule of recurrence."""

from dogwatch.kinds.downtime import compare
from dogwatch.kinds.downtime.fields import problems
from dogwatch.kinds.downtime.schedule import is_over
from dogwatch.kinds.downtime.wire import DOWNTIMES
from dogwatch.kinds.enveloped import total_of
from dogwatch.kinds.kind import ListedKind

# Nothing refers to a downtime, and it may refer to a monitor.
DOWNTIME = ListedKind(
    "downtime",
    DOWNTIMES,
    compare,
    problems,
    lambda found: 7,
    lists=DOWNTIMES,
    marks=compare,
    is_filtered=False,
    is_optional=True,
    total_of=total_of,
    is_over=is_over,
    excludes=compare.excludes,
)
