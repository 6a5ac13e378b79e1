"""Lists of dashboards: what people find under one name."""

from dogwatch.kinds.dashboard_list import compare
from dogwatch.kinds.dashboard_list.compare import with_ours
from dogwatch.kinds.dashboard_list.fields import TYPES, marked, problems
from dogwatch.kinds.dashboard_list.wire import ITEMS, LISTS
from dogwatch.kinds.kind import ListedKind

__all__ = ["DASHBOARD_LIST", "TYPES", "marked", "with_ours"]

# Nothing refers to a list, and it refers to dashboards.
DASHBOARD_LIST = ListedKind(
    "dashboard_list",
    LISTS,
    compare,
    problems,
    lambda found: 7,
    lists=LISTS,
    marks=compare,
    is_cut_in_lists=True,
    is_filtered=False,
    is_optional=True,
    contents=ITEMS,
)
