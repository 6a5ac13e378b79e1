"""Builds and plans that one run leaves for another, read back as data of a stranger."""

from dogwatch.saved.boards import Board, Boards, read_boards
from dogwatch.saved.build import Build, build_data, read_build
from dogwatch.saved.foreign import one_line, parsed
from dogwatch.saved.plan import plan_differences, read_plan
from dogwatch.saved.plan_file import PlanFile, differing, plan_file_data, read_plan_file
from dogwatch.saved.proof import as_resource, proven

__all__ = [
    "Board",
    "Boards",
    "Build",
    "PlanFile",
    "as_resource",
    "build_data",
    "differing",
    "one_line",
    "parsed",
    "plan_differences",
    "plan_file_data",
    "proven",
    "read_boards",
    "read_build",
    "read_plan",
    "read_plan_file",
]
