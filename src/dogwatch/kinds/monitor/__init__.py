"""Monitors: Datadog evaluates their query and tells people when it crosses a threshold."""

from dogwatch.kinds.kind import Kind
from dogwatch.kinds.monitor import compare, wire
from dogwatch.kinds.monitor.fields import problems

MONITOR = Kind("monitor", wire, compare, problems)
