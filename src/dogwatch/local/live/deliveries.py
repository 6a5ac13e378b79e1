"""Posts on their way: a thread and a queue for each receiver, so that none waits for another, and nobody for them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Final

from .post import Post, Undelivered, send

# How many posts wait for one receiver.
MOST: Final = 1000
TRIES: Final = 3
# Seconds before the second try; each further one waits twice as long.
PAUSE: Final = 1.0
_TOO_MANY: Final = 429


class Deliveries:
    """Posts in the background; safe to use from several threads.

    A post is tried again where no answer comes, or one that asks for it (429, 5xx), up to `tries` times. What a
    receiver does not take is lost, as is what comes while `most` posts wait for it: `lost` counts these by receiver and
    reason.
    """

    def __init__(
        self, post: Callable[[Post], int] = send, *, most: int = MOST, tries: int = TRIES, pause: float = PAUSE
    ) -> None:
        self._post, self._most, self._tries, self._pause = post, most, tries, pause
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}
        self._delivered: Counter[str] = Counter()
        self._lost: Counter[tuple[str, str]] = Counter()
        self._closing = threading.Event()

    def put(self, receiver: str, post: Post) -> None:
        """Leaves a post for a receiver, by the name under which it is counted; never waits."""
        with self._lock:
            if self._closing.is_set():
                self._lost[receiver, "it came after the end"] += 1
                return
            lane = self._lanes.get(receiver)
            if lane is None:
                lane = self._lanes[receiver] = _Lane(self._deliver, receiver)
            if lane.queue.qsize() >= self._most:
                self._lost[receiver, f"{self._most} others wait for it"] += 1
            else:
                lane.queue.put(post)

    @property
    def delivered(self) -> dict[str, int]:
        """How many posts each receiver has taken."""
        with self._lock:
            return dict(self._delivered)

    @property
    def lost(self) -> dict[tuple[str, str], int]:
        """How many posts were lost, by receiver and reason."""
        with self._lock:
            return dict(self._lost)

    def close(self, patience: float = 5.0) -> None:
        """Ends: what waits is tried once more, for so many seconds in all, and is lost then."""
        with self._lock:
            self._closing.set()
            lanes = list(self._lanes.values())
        for lane in lanes:
            lane.queue.put(None)
        deadline = time.monotonic() + patience
        for lane in lanes:
            lane.thread.join(max(0.0, deadline - time.monotonic()))
        for lane in lanes:
            for _ in lane.left():
                self._lose(lane.receiver, "the end came first")

    def _deliver(self, receiver: str, post: Post) -> None:
        reason = ""
        for attempt in range(self._tries):
            if attempt and self._closing.wait(self._pause * 2 ** (attempt - 1)):
                break
            reason, is_final = self._attempt(post)
            if not reason:
                with self._lock:
                    self._delivered[receiver] += 1
                return
            if is_final:
                break
        self._lose(receiver, reason)

    def _attempt(self, post: Post) -> tuple[str, bool]:
        """Why the receiver did not take it, "" if it did; and whether another try is of no use."""
        try:
            status = self._post(post)
        except Undelivered as error:
            return str(error), False
        if 200 <= status < 300:
            return "", True
        return f"it answers {status}", status != _TOO_MANY and status < 500

    def _lose(self, receiver: str, reason: str) -> None:
        with self._lock:
            self._lost[receiver, reason] += 1


class _Lane:
    """The queue of one receiver, and the thread that empties it until there is None in it."""

    def __init__(self, deliver: Callable[[str, Post], None], receiver: str) -> None:
        self.receiver, self._deliver = receiver, deliver
        self.queue: SimpleQueue[Post | None] = SimpleQueue()
        self.thread = threading.Thread(target=self._run, name=f"deliveries to {receiver}", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while (post := self.queue.get()) is not None:
            self._deliver(self.receiver, post)

    def left(self) -> Iterator[Post]:
        """What still waits, taken out."""
        with suppress(Empty):
            while True:
                post = self.queue.get_nowait()
                if post is not None:
                    yield post
