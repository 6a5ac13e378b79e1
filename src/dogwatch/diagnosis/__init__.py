"""What is wrong between a catalog and what runs: examinations that take what was seen and give findings."""

from dogwatch.diagnosis.account import Account, account_findings, takes_keys
from dogwatch.diagnosis.agent import agent_findings
from dogwatch.diagnosis.calls import Call, Called, calls_of
from dogwatch.diagnosis.finding import FAULTS, Finding, faults
from dogwatch.diagnosis.handles import Audience
from dogwatch.diagnosis.heard import Heard, Series
from dogwatch.diagnosis.listened import Listened
from dogwatch.diagnosis.moved import Moved, moved
from dogwatch.diagnosis.permissions import needed_kinds, permission_findings
from dogwatch.diagnosis.service import Tried, has_come, service_findings
from dogwatch.diagnosis.told import told_by
from dogwatch.diagnosis.traffic import traffic_findings
from dogwatch.diagnosis.versions import version_findings

__all__ = [
    "FAULTS",
    "Account",
    "Audience",
    "Call",
    "Called",
    "Finding",
    "Heard",
    "Listened",
    "Moved",
    "Series",
    "Tried",
    "account_findings",
    "agent_findings",
    "calls_of",
    "faults",
    "has_come",
    "moved",
    "needed_kinds",
    "permission_findings",
    "service_findings",
    "takes_keys",
    "told_by",
    "traffic_findings",
    "version_findings",
]
