"""The blocks and functions of the language by name, and what each of them is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .transition import STATES

# What a block asks beside the transition, with the least number of its arguments.
ASKING: Final[Mapping[str, int]] = {"is_match": 2, "is_exact_match": 2, "is_priority": 1}
BLOCKS: Final = (*sorted(STATES), *ASKING)

# The functions that stand in the place of a value, with the number of their arguments.
CALLS: Final[Mapping[str, int]] = {"eval": 1, "local_time": 2, "override_priority": 1, "urlencode": 1}
# The language's own helpers of Handlebars, which Datadog documents nowhere.
UNDOCUMENTED: Final = frozenset({"each", "if", "log", "lookup", "unless", "with"})
PRIORITIES: Final = ("P1", "P2", "P3", "P4", "P5")
