"""The things that Datadog stores, a folder per kind: fields, wire, compare."""

from dogwatch.kinds.exchange import Request, Response
from dogwatch.kinds.kind import Kind
from dogwatch.kinds.monitor import MONITOR
from dogwatch.kinds.references import Circle, Ids, Reference, in_order, references_in, resolved_body
from dogwatch.kinds.resource import Body, FieldChange, Problem, Resource
from dogwatch.kinds.slo import SLO

# In the order in which they are created; deletes go the other way.
KINDS: dict[str, Kind] = {kind.name: kind for kind in (MONITOR, SLO)}

__all__ = [
    "KINDS",
    "MONITOR",
    "SLO",
    "Body",
    "Circle",
    "FieldChange",
    "Ids",
    "Kind",
    "Problem",
    "Reference",
    "Request",
    "Resource",
    "Response",
    "in_order",
    "references_in",
    "resolved_body",
]
