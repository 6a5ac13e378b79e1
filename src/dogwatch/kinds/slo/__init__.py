"""SLOs: the share of good events, or of good time, that is promised over a window."""

from dogwatch.kinds.kind import Kind
from dogwatch.kinds.slo import compare, wire
from dogwatch.kinds.slo.fields import problems

SLO = Kind("slo", wire, compare, problems)
