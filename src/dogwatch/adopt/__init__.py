"""What exists in Datadog or in files, as Python code that declares it."""

from dogwatch.adopt.address import target_of
from dogwatch.adopt.entry import KINDS as ADOPTED
from dogwatch.adopt.entry import Entry, Taken, entries
from dogwatch.adopt.original import Original, objects_in
from dogwatch.adopt.package import modules, package_head
from dogwatch.adopt.proof import Built
from dogwatch.adopt.sorting import Known, Sorted, sort_out

__all__ = [
    "ADOPTED",
    "Built",
    "Entry",
    "Known",
    "Original",
    "Sorted",
    "Taken",
    "entries",
    "modules",
    "objects_in",
    "package_head",
    "sort_out",
    "target_of",
]
