"""What exists in Datadog or in files, as Python code that declares it."""

from dogwatch.adopt.entry import Entry, Taken, entries
from dogwatch.adopt.original import Original, objects_in
from dogwatch.adopt.package import modules, package_head
from dogwatch.adopt.proof import Built

__all__ = ["Built", "Entry", "Original", "Taken", "entries", "modules", "objects_in", "package_head"]
