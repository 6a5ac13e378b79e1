"""Synthetic API tests: requests that Datadog makes from places around the world, with a monitor each of their own."""

from dogwatch.kinds.kind import ListedKind
from dogwatch.kinds.synthetic_test import compare, wire
from dogwatch.kinds.synthetic_test.fields import ASSERTION_OPERATORS, ASSERTION_TYPES, SUBTYPES, problems
from dogwatch.kinds.synthetic_test.made import made_monitor

__all__ = ["ASSERTION_OPERATORS", "ASSERTION_TYPES", "SUBTYPES", "SYNTHETIC_TEST", "made_monitor"]

# Composites and SLOs may count the monitor of a test, so it goes after them.
SYNTHETIC_TEST = ListedKind(
    "synthetic_test",
    wire,
    compare,
    problems,
    lambda found: 1,
    lists=wire,
    marks=compare,
    is_filtered=False,
    is_optional=True,
    loses=("its results", "its monitor, with the history and the downtimes of that", "links to it"),
)
