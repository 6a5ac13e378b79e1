"""What is wrong between a catalog and what runs: examinations that take what was seen and give findings."""

from dogwatch.diagnosis.calls import Call, Called, calls_of
from dogwatch.diagnosis.finding import FAULTS, Finding, faults
from dogwatch.diagnosis.heard import Heard, Series
from dogwatch.diagnosis.listened import Listened
from dogwatch.diagnosis.moved import Moved, moved
from dogwatch.diagnosis.service import Tried, has_come, service_findings
from dogwatch.diagnosis.traffic import traffic_findings

__all__ = [
    "FAULTS",
    "Call",
    "Called",
    "Finding",
    "Heard",
    "Listened",
    "Moved",
    "Series",
    "Tried",
    "calls_of",
    "faults",
    "has_come",
    "moved",
    "service_findings",
    "traffic_findings",
]
