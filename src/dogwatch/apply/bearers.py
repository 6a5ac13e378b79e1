"""Who bears a mark in Datadog: what a create looks up when its answer was lost."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from threading import Lock

from dogwatch.client import Send, read_list
from dogwatch.kinds import Body, ListedKind
from dogwatch.names import Mark


class Bearers:
    """Finds the bearers of marks; may be asked from many threads at once.

    A kind whose lists Datadog filters is asked for the one mark. Of the others the whole list is read, once for all who
    wait for it: when many creates are lost at a time, they look at the same moment.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._moments = count()
        self._readings: dict[str, _Reading] = defaultdict(_Reading)

    def of(self, kind: ListedKind, mark: Mark) -> list[Body]:
        """The found objects that carry the mark, in a list that was read after this was asked."""
        bodies = read_list(self._send, kind, mark.tag) if kind.is_filtered else self._whole(kind)
        return [body for body in bodies if mark in kind.marks.marks_of(body)]

    def _whole(self, kind: ListedKind) -> list[Body]:
        reading, asked = self._readings[kind.name], next(self._moments)
        with reading.lock:
            if reading.began < asked:
                began = next(self._moments)
                reading.bodies = read_list(self._send, kind)
                reading.began = began
            return reading.bodies


class _Reading:
    """The last reading of a list, and the moment at which it began."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.began = -1
        self.bodies: list[Body] = []
