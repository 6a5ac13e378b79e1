"""Ctrl-C and SIGTERM where threads wait: what sleeps wakes up, and nothing is sent any more."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dogwatch.client import Halted, Send
from dogwatch.kinds import Request, Response

# What a process that a signal ended is known to end with.
_ENDED_BY = 128
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_NAMES = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM"}
_FINISHING = b"\nFinishing what is in flight; once more ends at once.\n"


class Interruption:
    """Whether somebody pressed Ctrl-C; may be asked from many threads at once.

    Only the main thread meets a KeyboardInterrupt, and it waits for the others: they must hear of it by themselves.
    """

    def __init__(self) -> None:
        self._came = threading.Event()
        self._number: int | None = None

    def listen(self) -> None:
        """From now on Ctrl-C is heard here too; where it is ignored, as under nohup, it stays so."""
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._hear)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """While the block lasts, a first Ctrl-C or SIGTERM ends nothing but is known here; a second ends the process.

        For the main thread, as all that has to do with signals.
        """
        before = {number: signal.getsignal(number) for number in _SIGNALS}
        heard = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
        try:
            for number in heard:
                signal.signal(number, self._note)
            yield
        finally:
            for number in heard:
                signal.signal(number, before[number])

    @property
    def reason(self) -> str | None:
        """What interrupted the run, in words, if anything did."""
        return None if self._number is None else f"the run was interrupted ({_NAMES[signal.Signals(self._number)]})"

    @property
    def exit_code(self) -> int:
        """What a run ends with that was interrupted while it wrote."""
        return _ENDED_BY + (self._number or signal.SIGINT)

    def sleep(self, seconds: float) -> None:
        """Sleeps; raises Halted as soon as the interruption comes."""
        if self._came.wait(seconds):
            raise Halted(self.reason or "interrupted")

    def stopping(self, send: Send) -> Send:
        """A `send` that raises Halted instead of sending once the interruption has come."""

        def send_unless_interrupted(request: Request) -> Response:
            if self._came.is_set():
                raise Halted(self.reason or "interrupted")
            return send(request)

        return send_unless_interrupted

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._number = number
        self._came.set()
        signal.default_int_handler(number, frame)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._number is not None:
            os._exit(_ENDED_BY + number)  # the journal is written line by line and needs no farewell
        self._number = number
        os.write(2, _FINISHING)  # a signal may come while a line is being printed, where print must not be entered
        # The main thread may be just about to wait for the event, and hold its lock.
        threading.Thread(target=self._came.set).start()


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Has SIGTERM end everything that was started, as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
