"""Streams of gRPC as calls of features, over real sockets: all three kinds, in servers of threads and of asyncio."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest

from dogwatch.instrument import current_feature, track
from dogwatch.instrument.frameworks.grpc import AsyncFeatureInterceptor, FeatureInterceptor, FeatureSender
from dogwatch.instrument.testing import RecordedMetrics
from dogwatch.instrument.upstream import current_upstream

METHOD = "/shop.Payments/Pay"
OPTIONS = [("grpc.enable_http_proxy", 0)]
KINDS = ["unary_stream", "stream_unary", "stream_stream"]
SERVERS = ["threads", "asyncio", "asyncio writing", "asyncio in threads"]


def seen() -> bytes:
    time.sleep(0.01)
    return f"{current_feature()} {current_upstream()}".encode()


def answer(asked: bytes | Iterator[bytes], context: Any) -> bytes:
    for message in [asked] if isinstance(asked, bytes) else asked:
        if message == b"raise":
            raise ZeroDivisionError
        if message:
            context.abort(grpc.StatusCode[message.decode()], "no")
    return seen()


def answers(asked: bytes | Iterator[bytes], context: Any) -> Iterator[bytes]:
    yield seen()
    yield answer(asked, context)


async def async_answer(asked: bytes | AsyncIterator[bytes], context: Any) -> bytes:
    messages = [asked] if isinstance(asked, bytes) else [message async for message in asked]
    for message in messages:
        if message == b"raise":
            raise ZeroDivisionError
        if message:
            await context.abort(grpc.StatusCode[message.decode()], "no")
    return seen()


async def async_answers(asked: bytes | AsyncIterator[bytes], context: Any) -> AsyncIterator[bytes]:
    yield seen()
    yield await async_answer(asked, context)


async def writing_answers(asked: bytes | AsyncIterator[bytes], context: Any) -> None:
    await context.write(seen())
    await context.write(await async_answer(asked, context))


def handlers(one: Any, several: Any) -> Any:
    made = {"unary_stream": several, "stream_unary": one, "stream_stream": several}
    methods = {kind: getattr(grpc, f"{kind}_rpc_method_handler")(method) for kind, method in made.items()}
    # One name each, so that the client chooses what kind of stream the feature's method is.
    return [grpc.method_handlers_generic_handler("shop.Payments", {"Pay": method}) for method in methods.values()]


HANDLERS = {
    "threads": handlers(answer, answers),
    "asyncio": handlers(async_answer, async_answers),
    "asyncio writing": handlers(async_answer, writing_answers),
    "asyncio in threads": handlers(answer, answers),
}

Ask = Callable[..., list[bytes]]


def asker(address: str, kind: str, *, sender: bool = False) -> Ask:
    """What asks a method and reads its stream."""

    def ask(*messages: bytes, **options: Any) -> list[bytes]:
        with grpc.insecure_channel(address, options=OPTIONS) as channel:
            asking = grpc.intercept_channel(channel, FeatureSender()) if sender else channel
            method = getattr(asking, kind)(METHOD)
            got = method(iter(messages) if kind.startswith("stream") else messages[0], timeout=10, **options)
            return [got] if kind.endswith("unary") else list(got)

    return ask


def served(server: str, kind: str, use: Callable[[str], Any]) -> Any:
    """What comes of using the address of a server that has the method in this kind."""
    handler = HANDLERS[server][KINDS.index(kind)]
    if server == "threads":
        serving = grpc.server(ThreadPoolExecutor(2), interceptors=[FeatureInterceptor()])
        serving.add_generic_rpc_handlers((handler,))
        port = serving.add_insecure_port("127.0.0.1:0")
        serving.start()
        try:
            return use(f"127.0.0.1:{port}")
        finally:
            serving.stop(5).wait(10)
    return asyncio.run(async_served(handler, use))


async def async_served(handler: Any, use: Callable[[str], Any]) -> Any:
    with ThreadPoolExecutor(2) as pool:
        serving = grpc.aio.server(pool, interceptors=[AsyncFeatureInterceptor()])
        serving.add_generic_rpc_handlers((handler,))
        port = serving.add_insecure_port("127.0.0.1:0")
        await serving.start()
        try:
            return await asyncio.to_thread(use, f"127.0.0.1:{port}")
        finally:
            await serving.stop(5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("server", SERVERS)
def test_a_stream_is_one_call_until_its_end(recorded_metrics: RecordedMetrics, server: str, kind: str) -> None:
    def use(address: str) -> list[bytes]:
        with track("cart"):
            return asker(address, kind, sender=True)(b"", b"")

    got = served(server, kind, use)
    assert got == [b"payment cart"] * (1 if kind.endswith("unary") else 2)
    assert recorded_metrics.count("feature.hits", feature="payment", outcome="ok") == 1
    assert recorded_metrics.count("feature.hits", feature="payment", **{"feature.upstream": "cart"}) == 1
    (took,) = recorded_metrics.values("feature.duration", feature="payment")
    assert took >= 0.01 * len(got)


# A generator that aborts in a thread of a server of asyncio leaves its client waiting now and then, in gRPC alone too.
ABORTING = [
    (server, kind) for server in SERVERS for kind in KINDS if server != "asyncio in threads" or kind == "stream_unary"
]


@pytest.mark.parametrize(
    ("message", "outcome", "error_type"),
    [(b"raise", "error", "zerodivisionerror"), (b"UNAVAILABLE", "error", "grpc_unavailable"), (b"NOT_FOUND", "ok", "")],
)
@pytest.mark.parametrize(("server", "kind"), ABORTING)
def test_only_what_the_server_cannot_do_is_an_error(
    recorded_metrics: RecordedMetrics, server: str, kind: str, message: bytes, outcome: str, error_type: str
) -> None:
    def use(address: str) -> None:
        with pytest.raises(grpc.RpcError):
            asker(address, kind)(message)

    served(server, kind, use)
    typed = {"error_type": error_type} if error_type else {}
    assert recorded_metrics.count("feature.hits", outcome=outcome, **typed) == 1
    assert recorded_metrics.count("feature.hits") == 1


class Endless:
    """A method that goes on answering until its client leaves."""

    def __init__(self) -> None:
        self.left = threading.Event()

    def answers(self, asked: bytes, context: Any) -> Iterator[bytes]:
        try:
            while True:
                time.sleep(0.01)
                yield seen()
        finally:
            self.left.set()

    async def async_answers(self, asked: bytes, context: Any) -> AsyncIterator[bytes]:
        try:
            while True:
                await asyncio.sleep(0.01)
                yield seen()
        finally:
            self.left.set()


@pytest.mark.parametrize(
    ("deadline", "outcome", "error_type"), [(None, "ok", ""), (0.2, "error", "grpc_deadline_exceeded")]
)
@pytest.mark.parametrize("server", ["threads", "asyncio"])
def test_a_client_that_leaves_has_had_enough_unless_it_waited_too_long(
    recorded_metrics: RecordedMetrics, server: str, deadline: float | None, outcome: str, error_type: str
) -> None:
    endless = Endless()
    method = endless.answers if server == "threads" else endless.async_answers
    HANDLERS[server] = handlers(answer, method)

    def use(address: str) -> None:
        with grpc.insecure_channel(address, options=OPTIONS) as channel:
            stream = channel.unary_stream(METHOD)(b"", timeout=deadline, metadata=(("baggage", "feature=cart"),))
            assert next(stream) == b"payment cart"
            if deadline is None:
                stream.cancel()
            with pytest.raises(grpc.RpcError):
                list(stream)
            assert endless.left.wait(10)

    served(server, "unary_stream", use)
    gc.collect()
    assert recorded_metrics.tags("feature.hits") == {
        tuple(
            tag
            for tag in (
                "feature:payment",
                f"outcome:{outcome}",
                "feature.upstream:cart",
                "route:/shop.payments/pay",
                f"error_type:{error_type}" if error_type else "",
            )
            if tag
        )
    }
    assert recorded_metrics.count("feature.hits") == 1


@pytest.mark.parametrize("server", ["threads", "asyncio"])
def test_many_streams_at_once_keep_their_calls_apart(recorded_metrics: RecordedMetrics, server: str) -> None:
    HANDLERS[server] = handlers(answer, answers) if server == "threads" else handlers(async_answer, async_answers)

    def use(address: str) -> list[bytes]:
        with ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda _: asker(address, "stream_stream")(b"", b""), range(12))
            return [message for got in found for message in got]

    assert served(server, "stream_stream", use) == [b"payment None"] * 24
    assert recorded_metrics.count("feature.hits", feature="payment", outcome="ok") == 12


def test_a_stream_whose_client_does_not_read_ends_where_nobody_runs_it(
    recorded_metrics: RecordedMetrics, caplog: pytest.LogCaptureFixture
) -> None:
    """Then the event loop closes the generator, in a task of its own."""
    left = threading.Event()

    async def large(asked: bytes, context: Any) -> AsyncIterator[bytes]:
        try:
            while True:
                yield bytes(3_000_000)
        finally:
            left.set()

    HANDLERS["asyncio"] = handlers(async_answer, large)

    def use(address: str) -> None:
        with grpc.insecure_channel(address, options=OPTIONS) as channel:
            stream = channel.unary_stream(METHOD)(b"", metadata=(("baggage", "feature=cart"),))
            next(stream)
            time.sleep(0.1)
            stream.cancel()
            assert left.wait(10)

    served("asyncio", "unary_stream", use)
    assert recorded_metrics.count("feature.hits", outcome="ok", **{"feature.upstream": "cart"}) == 1
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []
