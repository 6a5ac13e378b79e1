"""Lines that are printed beside the work of a server, which waits for nobody who does not read them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

# Lines that may wait to be read; what comes then is not printed.
_MOST = 1000


class Telling:
    """Prints lines in a thread of its own, in their order; ends when nobody can read them any more."""

    def __init__(self, echo: Callable[[str], object]) -> None:
        self._echo = echo
        self._lines: queue.Queue[str] = queue.Queue(_MOST)
        self.left_out = 0
        # Who does not read must not hold up the end of the process either.
        threading.Thread(target=self._print, name="telling", daemon=True).start()

    def put(self, line: str) -> None:
        """Leaves a line to be printed; never waits."""
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            self.left_out += 1

    def _print(self) -> None:
        try:
            while True:
                self._echo(self._lines.get())
        except OSError:  # whoever read them is gone
            return
