"""How a call ended: ok or an error, by what it raised, what it returned and what it said of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import seam
from .calls import Calls, Marked
from .complaints import complain
from .context import REMARK, SPAN, Call, Remark

_NOTHING_SAID = Remark()


class Ending:
    """What a tracker knows of how calls end; keeps each that does.

    `expected` are the exceptions that are no failure, `outcome` says of a result whether the call was ok.
    """

    __slots__ = ("calls", "expected", "outcome")

    def __init__(
        self,
        calls: Calls,
        expected: type[BaseException] | tuple[type[BaseException], ...] = (),
        outcome: Callable[[Any], bool] | None = None,
    ) -> None:
        self.calls = calls
        self.expected = expected
        self.outcome = outcome

    def end(self, call: Call, took: int, error: BaseException | None = None) -> None:
        """Keeps a call without a result: one that raised, a block, a generator."""
        if error is None and call[REMARK] is None:
            self.calls.durations.append(took)
            if call[SPAN] is not None:
                seam.ended(call, False, None, None)
        else:
            self._keep(call, took, error, error is not None and not isinstance(error, self.expected))

    def returned(self, call: Call, took: int, result: object) -> None:
        """Keeps a call that returned where more is to be looked at than that it did."""
        self._keep(call, took, None, self._is_failure(result))

    def _is_failure(self, result: object) -> bool:
        if self.outcome is None:
            return False
        try:
            return not self.outcome(result)
        except Exception as error:  # noqa: BLE001 - the call itself went well, and its caller knows nothing of this
            complain(f"outcome:{self.calls.feature}", f"outcome= of feature {self.calls.feature} raised {error!r}")
            return False

    def _keep(self, call: Call, took: int, error: BaseException | None, failed: bool) -> None:
        said: Remark = call[REMARK] or _NOTHING_SAID
        error_type = type(error).__name__ if error is not None else None
        if said.is_error is not None:
            failed, error_type = said.is_error, said.error_type or error_type
        if failed and seam.failed is not None:
            seam.failed(call, error_type)
        if failed or said.tags:
            self.calls.marked.append(Marked(took, failed, error_type if failed else None, said.tags))
        else:
            self.calls.durations.append(took)
        if call[SPAN] is not None:
            seam.ended(call, failed, error_type, error)
