"""Ctrl-C where threads wait: what sleeps wakes up, and nothing is sent any more."""

from __future__ import annotations

import signal
import threading
from types import FrameType

from dogwatch.client import Send
from dogwatch.errors import ApiError
from dogwatch.kinds import Request, Response


class Interruption:
    """Whether somebody pressed Ctrl-C; may be asked from many threads at once.

    Only the main thread meets a KeyboardInterrupt, and it waits for the others: they must hear of it by themselves.
    """

    def __init__(self) -> None:
        self._came = threading.Event()

    def listen(self) -> None:
        """From now on Ctrl-C is heard here too; where it is ignored, as under nohup, it stays so."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._hear)

    def sleep(self, seconds: float) -> None:
        """Sleeps; raises ApiError as soon as the interruption comes."""
        if self._came.wait(seconds):
            raise ApiError("interrupted")

    def stopping(self, send: Send) -> Send:
        """A `send` that raises ApiError instead of sending once the interruption has come."""

        def send_unless_interrupted(request: Request) -> Response:
            if self._came.is_set():
                raise ApiError("interrupted")
            return send(request)

        return send_unless_interrupted

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._came.set()
        signal.default_int_handler(number, frame)
