"""Trees of calls that run within and beside each other; every call says what it is, as often as it can."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any

from dogwatch.instrument import Track, carry, current_feature, interaction, mark_error, tag, track

FEATURES = ("cart", "checkout", "search")
# Who waits for the call lets others run meanwhile, but for functions, and generators' steps.
HOWS = ("block", "coroutine", "task", "cancelled", "thread", "carried", "function", "generator", "async generator")
ENDS = ("ok", "marked", "raised")
_END = object()


class Planned(Exception):
    """How a call fails that is to fail."""


@dataclass(frozen=True)
class Node:
    """A call of a feature and those that it makes, together or one after another."""

    number: int
    feature: str
    how: str
    end: str
    span: bool
    together: bool
    inner: tuple[Node, ...]

    @property
    def error(self) -> str:
        """The type of error that the call has, empty if it goes well."""
        if self.how == "cancelled":
            return "cancellederror"
        return "" if self.end == "ok" else "planned"

    def all(self) -> Iterator[Node]:
        yield self
        for inner in self.inner:
            yield from inner.all()


def read(data: dict[str, Any]) -> Node:
    return Node(**{**data, "inner": tuple(map(read, data["inner"]))})


class Trees:
    """Runs trees; with `open_span`, in a process that traces, with spans of somebody else around calls and in them."""

    def __init__(self, open_span: Callable[[str], AbstractContextManager[Any]] | None = None) -> None:
        self._traces = open_span is not None
        self._open_span = open_span or (lambda name: nullcontext())
        # The feature of each time that a call said what it is.
        self.said: list[str] = []

    async def run(self, node: Node) -> None:
        """Makes the call of a node, and waits for it."""
        tracked = self._tracked(node)
        with suppress(Planned, asyncio.CancelledError), self._open_span(f"around {node.number}"):
            if node.how == "block":
                with tracked:
                    await self._body(node)
            elif node.how == "coroutine":
                await tracked(self._body)(node)
            elif node.how in ("task", "cancelled"):
                reached = asyncio.Event()
                task = asyncio.create_task(tracked(self._body)(node, reached))
                task.add_done_callback(lambda _: reached.set())
                await reached.wait()
                if node.how == "cancelled":
                    task.cancel()
                await task
            elif node.how in ("thread", "carried"):
                await asyncio.to_thread(_in_thread, tracked(self._body)(node), node.how == "carried")
            elif node.how == "function":
                tracked(self._function)(node)
            elif node.how == "generator":
                for _ in tracked(self._steps)(node):
                    await asyncio.sleep(0)
            else:
                async for _ in tracked(self._async_steps)(node):
                    await asyncio.sleep(0)

    def _tracked(self, node: Node) -> Track:
        return track(node.feature, span=node.span and self._traces)

    async def _body(self, node: Node, reached: asyncio.Event | None = None) -> None:
        self._say(node)
        turning = [inner for inner in node.inner if node.together and "generator" in inner.how]
        others = [inner for inner in node.inner if inner not in turning]
        if node.together:
            await asyncio.gather(*map(self.run, others), self._take_turns(node, turning))
        else:
            for inner in others:
                await self.run(inner)
                self._say(node)
        await asyncio.sleep(0)
        self._say(node)
        if reached is not None:
            reached.set()
        if node.how == "cancelled":
            await asyncio.Event().wait()
        _end(node)

    async def _take_turns(self, node: Node, inner: list[Node]) -> None:
        """Reads generators in turns, in one context, that of the node's call."""
        turning: list[Any] = []
        for one in inner:
            turning.append(self._tracked(one)(self._steps if one.how == "generator" else self._async_steps)(one))
        while turning:
            for one in list(turning):
                with suppress(Planned):
                    made = await anext(one, _END) if hasattr(one, "__anext__") else next(one, _END)
                    self._say(node)
                    if made is not _END:
                        continue
                turning.remove(one)

    def _function(self, node: Node) -> None:
        for _ in self._steps(node):
            self._say(node)

    def _steps(self, node: Node) -> Iterator[None]:
        self._say(node)
        for inner in node.inner:
            yield
            self._say(node)
            if _is_held(inner, node):
                yield from self._held(inner)
            else:
                _in_thread(self.run(inner), carried=node.together)
        yield
        self._say(node)
        _end(node)

    def _held(self, node: Node) -> Iterator[None]:
        """A block of a generator in which it yields."""
        with suppress(Planned), self._tracked(node):
            self._say(node)
            yield
            self._say(node)
            _end(node)

    async def _async_steps(self, node: Node) -> AsyncIterator[None]:
        self._say(node)
        for inner in node.inner:
            yield
            if _is_held(inner, node):
                for _ in self._held(inner):
                    yield
                    await asyncio.sleep(0)
            else:
                await self.run(inner)
            self._say(node)
        yield
        await asyncio.sleep(0)
        self._say(node)
        _end(node)

    def _say(self, node: Node) -> None:
        assert current_feature() == node.feature, f"{node} is a call of {current_feature()}"
        self.said.append(node.feature)
        interaction("say")
        tag(said=node.feature)
        with self._open_span(f"inside {node.number}"):
            pass


def _is_held(inner: Node, generator: Node) -> bool:
    """Whether a block has yields in it; as anywhere, a span is active in the reader unless the generator has one."""
    return "generator" in generator.how and inner.how == "block" and not inner.inner and inner.span <= generator.span


def _end(node: Node) -> None:
    if node.end == "marked":
        mark_error("planned")
    elif node.end == "raised":
        raise Planned


def _in_thread(body: Any, carried: bool) -> None:
    """Runs a coroutine in a thread of its own, and waits for it."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(body)
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody waits
            failed.append(error)

    thread = threading.Thread(target=carry(run) if carried else run)
    thread.start()
    thread.join()
    for error in failed:
        raise error
