"""Dashboards: widgets on a page, drawn for the values of its template variables."""

from dogwatch.kinds.dashboard import compare, wire
from dogwatch.kinds.dashboard.canonical import widget_said
from dogwatch.kinds.dashboard.fields import problems
from dogwatch.kinds.dashboard.widgets import warnings
from dogwatch.kinds.kind import ListedKind

__all__ = ["DASHBOARD", "widget_said"]

# Nothing refers to a dashboard, and its widgets may refer to everything else: it is deleted first.
DASHBOARD = ListedKind(
    "dashboard",
    wire,
    compare,
    problems,
    lambda found: 6,
    lists=wire,
    marks=compare,
    is_cut_in_lists=True,
    is_filtered=False,
    modified_of=compare.modified_of,
    page="/dashboard/{id}",
    warnings=warnings,
    loses=(
        "its address, and links to it and to its graphs",
        "its place in lists",
        "the stars of people",
        "its versions",
    ),
)
