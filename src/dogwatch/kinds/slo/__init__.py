"""SLOs: the share of good events, or of good time, that is promised over a window."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.slo import compare, wire
from dogwatch.kinds.slo.fields import problems

# Corrections and alerts name an SLO by its id; what it showed of the past was computed for that (docs: SLOs).
_LOSES = ("its history", "its status corrections", "alerts on it that nothing declares", "links to it")

SLO = ListedKind(
    "slo",
    wire,
    compare,
    problems,
    lambda found: 3,
    lists=wire,
    marks=compare,
    total_of=wire.total_of,
    loses=_LOSES,
    page="/slo?slo_id={id}",
)
