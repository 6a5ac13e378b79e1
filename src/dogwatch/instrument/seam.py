"""Where tracing joins in: functions that are called when a tracked call begins, fails or ends.

They must not raise. They get the call, and may keep a span in it (`call[SPAN]`): `ended` is called for calls that have
one. Wrappers look at `seam.begun` once a call, which costs a few nanoseconds while it is None.
"""

from __future__ import annotations

from collections.abc import Callable

from .context import Call


def _ended(call: Call, failed: bool, error_type: str | None, raised: BaseException | None) -> None:
    """No call has a span as long as nobody traces."""


# Set by `join`, and by whoever traces. `failed` gets the type of the error too, `ended` all that is known of the end.
begun: Callable[[Call], None] | None = None
failed: Callable[[Call, str | None], None] | None = None
ended: Callable[[Call, bool, str | None, BaseException | None], None] = _ended

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
