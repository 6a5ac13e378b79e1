"""SLOs: the share of good events, or of good time, that is promised over a window."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.slo import compare, wire
from dogwatch.kinds.slo.fields import problems

SLO = ListedKind("slo", wire, compare, problems, lambda found: 3, lists=wire, marks=compare)
