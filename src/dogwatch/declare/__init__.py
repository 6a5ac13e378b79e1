"""What people write, and what becomes of it."""

from dogwatch.declare.catalog import Catalog, Declared, collect
from dogwatch.declare.check import check
from dogwatch.declare.feature import Feature
from dogwatch.declare.limit import Limit, Threshold
from dogwatch.declare.load import load, load_module, root_of
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.nearest import nearest
from dogwatch.declare.policies import Policy, policy
from dogwatch.declare.signals import Errors, Latency, Signal, Traffic
from dogwatch.declare.team import Team

__all__ = [
    "Catalog",
    "Declared",
    "Errors",
    "Feature",
    "Latency",
    "Limit",
    "Monitor",
    "Policy",
    "Signal",
    "Team",
    "Threshold",
    "Traffic",
    "check",
    "collect",
    "load",
    "load_module",
    "nearest",
    "policy",
    "root_of",
]
