"""Where tracing joins in: functions that are called when a tracked call begins or fails, None as long as nobody asks.

They get the call and may keep something in it: `remark(call).at_end = ended` has `ended(failed, error_type, error)`
called when the call ends, with what was raised or None. Wrappers look at `seam.begun` once a call, which costs a few
nanoseconds.
"""

from __future__ import annotations

from collections.abc import Callable

from .context import Call

# Set by whoever traces; they must not raise. `failed` gets the type of the error too.
begun: Callable[[Call], None] | None = None
failed: Callable[[Call, str | None], None] | None = None
