"""Where tracing joins in: functions that are called when a tracked call begins or fails, None as long as nobody asks.

They get the call and may keep something in it: `remark(call).at_end = ended` has `ended(failed, error_type, error)`
called when the call ends, with what was raised or None. Wrappers look at `seam.begun` once a call, which costs a few
nanoseconds.
"""

from __future__ import annotations

from collections.abc import Callable

from .context import Call

# Set by `join`, and by whoever traces; they must not raise. `failed` gets the type of the error too.
begun: Callable[[Call], None] | None = None
failed: Callable[[Call, str | None], None] | None = None

_joined: list[Callable[[Call], None]] = []


def join(function: Callable[[Call], None]) -> None:
    """Has the function called for every call that begins, after those that have joined before; once is enough."""
    global begun
    if function not in _joined:
        _joined.append(function)
        begun = function if len(_joined) == 1 else _all


def _all(call: Call) -> None:
    for function in _joined:
        function(call)
