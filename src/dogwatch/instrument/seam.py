"""Where tracing joins in: one function that is called when a tracked call begins, None as long as nobody asks.

The function gets the call and may keep something in it: `remark(call).at_end = ended` has `ended(error)` called when
the call ends, with what was raised or None. Wrappers look at `seam.begun` once a call, which costs a few nanoseconds.
"""

from __future__ import annotations

from collections.abc import Callable

from .context import Call

# Set by whoever traces; it must not raise.
begun: Callable[[Call], None] | None = None
