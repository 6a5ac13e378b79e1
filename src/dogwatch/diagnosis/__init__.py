"""What is wrong between a catalog and what runs: examinations that take what was seen and give findings."""

from dogwatch.diagnosis.finding import FAULTS, Finding, faults
from dogwatch.diagnosis.heard import Heard, Series
from dogwatch.diagnosis.listened import Listened
from dogwatch.diagnosis.traffic import traffic_findings

__all__ = ["FAULTS", "Finding", "Heard", "Listened", "Series", "faults", "traffic_findings"]
