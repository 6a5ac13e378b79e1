"""The things that Datadog stores, a folder per kind: fields, wire, compare."""

from dogwatch.kinds.exchange import Request, Response
from dogwatch.kinds.kind import Kind
from dogwatch.kinds.monitor import MONITOR
from dogwatch.kinds.resource import Body, FieldChange, Problem, Resource

# In the order in which they are created; deletes go the other way.
KINDS: dict[str, Kind] = {kind.name: kind for kind in (MONITOR,)}

__all__ = ["KINDS", "MONITOR", "Body", "FieldChange", "Kind", "Problem", "Request", "Resource", "Response"]
