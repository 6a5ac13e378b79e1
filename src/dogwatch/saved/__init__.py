"""Builds and plans that one run leaves for another, read back as data of a stranger."""

from dogwatch.saved.build import Build, build_data, read_build
from dogwatch.saved.foreign import one_line, parsed
from dogwatch.saved.plan import plan_differences, read_plan

__all__ = ["Build", "build_data", "one_line", "parsed", "plan_differences", "read_build", "read_plan"]
