"""Metadata of metrics: what they mean, and their unit."""

from dogwatch.kinds.kind import Kind
from dogwatch.kinds.metric_metadata import compare, wire
from dogwatch.kinds.metric_metadata.compare import owner_line, owner_of
from dogwatch.kinds.metric_metadata.fields import problems

METRIC_METADATA = Kind("metric_metadata", wire, compare, problems, lambda found: 1)

__all__ = ["METRIC_METADATA", "owner_line", "owner_of"]
