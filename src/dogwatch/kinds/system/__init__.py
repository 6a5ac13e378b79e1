"""Entities of the software catalog: systems, whose components are services, data stores and the like."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.system import compare
from dogwatch.kinds.system.fields import problems, reference_of
from dogwatch.kinds.system.wire import ENTITIES

__all__ = ["SYSTEM"]

# Nothing refers to an entity, and its links refer to dashboards.
SYSTEM = ListedKind(
    "system",
    ENTITIES,
    compare,
    problems,
    lambda found: 7,
    lists=ENTITIES,
    marks=compare,
    is_filtered=False,
    is_optional=True,
    identity=reference_of,
    loses=("what others say of it by its name: relations, scorecards, links",),
)
