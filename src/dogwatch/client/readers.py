"""Threads to read with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class _Task(NamedTuple):
    """What is to be done, and who waits for it."""

    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]

    def __call__(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self.function(*self.arguments))
        except BaseException as error:  # noqa: BLE001 - it is told to whoever waits for the result
            self.future.set_exception(error)


class Readers(Executor):
    """At most so many threads, begun as they are needed.

    They hold up no process that wants to end: what they were to read is worth nothing then, and Datadog may take a
    minute to answer. So nothing that writes may be left to them.
    """

    def __init__(self, most: int, name: str = "dogwatch-read") -> None:
        self._most = most
        self._name = name
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._idle = Semaphore(0)
        self._threads: list[Thread] = []
        self._opening = Lock()
        self._is_shut = False

    def submit(self, fn: Callable[..., T], /, *args: Any) -> Future[T]:  # type: ignore[override]
        """As any executor does, for arguments without names."""
        future: Future[T] = Future()
        with self._opening:
            if self._is_shut:
                raise RuntimeError("nothing more is read: the readers were shut down")
            self._tasks.put(_Task(future, fn, args))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._most:
                thread = Thread(target=self._work, name=f"{self._name}_{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Takes no further tasks; the threads end once those that were taken are done, or cancelled."""
        with self._opening:
            self._is_shut = True
            if cancel_futures:
                with suppress(Empty):
                    while task := self._tasks.get_nowait():
                        task.future.cancel()
            for _ in self._threads:
                self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        while (task := self._next()) is not None:
            task()
            del task  # neither the arguments nor the result are kept while this waits for the next

    def _next(self) -> _Task | None:
        try:
            return self._tasks.get_nowait()
        except Empty:
            self._idle.release()
            return self._tasks.get()
