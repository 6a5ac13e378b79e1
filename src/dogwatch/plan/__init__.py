"""Found and declared to a plan, a value."""

from dogwatch.plan.change import Change, Create, Delete, LeftAlone, Plan, Update, Waiting, Write
from dogwatch.plan.contents import told_apart
from dogwatch.plan.diff import FEW_DELETES, diff, guard_deletes
from dogwatch.plan.digest import digest, digest_of, exactly
from dogwatch.plan.links import with_links
from dogwatch.plan.match import Found, Lookalikes, is_missing_one, sort_out, whose
from dogwatch.plan.needs import Needs, metrics_with_percentiles
from dogwatch.plan.policies import broken_policies
from dogwatch.plan.rename import renamed
from dogwatch.plan.stored import as_stored
from dogwatch.plan.uses import Gone, Use, is_of, uses
from dogwatch.plan.waves import delete_waves

__all__ = [
    "FEW_DELETES",
    "Change",
    "Create",
    "Delete",
    "Found",
    "Gone",
    "LeftAlone",
    "Lookalikes",
    "Needs",
    "Plan",
    "Update",
    "Use",
    "Waiting",
    "Write",
    "as_stored",
    "broken_policies",
    "delete_waves",
    "diff",
    "digest",
    "digest_of",
    "exactly",
    "guard_deletes",
    "is_missing_one",
    "is_of",
    "metrics_with_percentiles",
    "renamed",
    "sort_out",
    "told_apart",
    "uses",
    "whose",
    "with_links",
]
