"""Powerpacks: groups of widgets that are kept once, for many dashboards."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.powerpack import compare
from dogwatch.kinds.powerpack.fields import problems, warnings
from dogwatch.kinds.powerpack.wire import POWERPACKS

__all__ = ["POWERPACK"]

# Dashboards refer to it, and its widgets to SLOs and monitors.
POWERPACK = ListedKind(
    "powerpack",
    POWERPACKS,
    compare,
    problems,
    lambda found: 5,
    lists=POWERPACKS,
    marks=compare,
    is_filtered=False,
    is_optional=True,
    warnings=warnings,
)
