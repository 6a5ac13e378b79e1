"""Monitors: Datadog evaluates their query and tells people when it crosses a threshold."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.monitor import compare, wire
from dogwatch.kinds.monitor.fields import problems

MONITOR = ListedKind("monitor", wire, compare, problems, compare.layer, lists=wire, marks=compare)
