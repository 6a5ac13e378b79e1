"""Corrections of SLOs: times that do not count."""

from dogwatch.kinds.enveloped import total_of
from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.slo_correction import compare
from dogwatch.kinds.slo_correction.fields import CATEGORIES, MOST, REFUSED_PARTS, problems
from dogwatch.kinds.slo_correction.wire import CORRECTIONS

__all__ = ["CATEGORIES", "MOST_CORRECTIONS", "REFUSED_IN_CORRECTIONS", "SLO_CORRECTION"]

REFUSED_IN_CORRECTIONS = REFUSED_PARTS
MOST_CORRECTIONS = MOST

# Nothing refers to a correction, and it refers to an SLO.
SLO_CORRECTION = ListedKind(
    "slo_correction",
    CORRECTIONS,
    compare,
    problems,
    lambda found: 7,
    lists=CORRECTIONS,
    marks=compare,
    is_filtered=False,
    is_optional=True,
    total_of=total_of,
    loses=("who made it and when",),
)
