"""Found and declared to a plan, a value."""

from dogwatch.plan.change import Change, Create, Delete, LeftAlone, Plan, Update
from dogwatch.plan.diff import FEW_DELETES, diff, guard_deletes
from dogwatch.plan.match import Found, is_missing_one, sort_out
from dogwatch.plan.policies import broken_policies

__all__ = [
    "FEW_DELETES",
    "Change",
    "Create",
    "Delete",
    "Found",
    "LeftAlone",
    "Plan",
    "Update",
    "broken_policies",
    "diff",
    "guard_deletes",
    "is_missing_one",
    "sort_out",
]
