"""Methods of gRPC servers as calls of features, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest

from dogwatch.instrument import current_feature, track
from dogwatch.instrument.frameworks.grpc import AsyncFeatureInterceptor, FeatureInterceptor, FeatureSender
from dogwatch.instrument.testing import RecordedMetrics

from .servers import BURNT, burn_here_and_there

METHOD = "/shop.Payments/Pay"


def pay(message: bytes, context: Any) -> bytes:
    if message == b"raise":
        raise ZeroDivisionError
    if message != b"":
        context.abort(grpc.StatusCode[message.decode()], "no")
    return str(current_feature()).encode()


async def pay_async(message: bytes, context: Any) -> bytes:
    if message == b"raise":
        raise ZeroDivisionError
    if message != b"":
        await context.abort(grpc.StatusCode[message.decode()], "no")
    return str(current_feature()).encode()


async def report_async(message: bytes, context: Any) -> bytes:
    return (await burn_here_and_there()).encode()


def handlers(method: Any) -> Any:
    methods = {name: grpc.unary_unary_rpc_method_handler(method) for name in ("Pay", "Other")}
    methods["Report"] = grpc.unary_unary_rpc_method_handler(report_async)
    return grpc.method_handlers_generic_handler("shop.Payments", methods)


@pytest.fixture(scope="module")
def channel() -> Iterator[Any]:
    server = grpc.server(ThreadPoolExecutor(2), interceptors=[FeatureInterceptor()])
    server.add_generic_rpc_handlers((handlers(pay),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=[("grpc.enable_http_proxy", 0)]) as channel:
        yield channel
    server.stop(None).wait(10)


def ask_async(message: bytes, method: str = METHOD, **metadata: str) -> bytes | grpc.StatusCode:
    """The answer of a server of asyncio."""

    async def answer() -> bytes | grpc.StatusCode:
        server = grpc.aio.server(interceptors=[AsyncFeatureInterceptor()])
        server.add_generic_rpc_handlers((handlers(pay_async),))
        port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        try:
            return await called(f"127.0.0.1:{port}")
        finally:
            await server.stop(None)

    async def called(address: str) -> bytes | grpc.StatusCode:
        async with grpc.aio.insecure_channel(address, options=[("grpc.enable_http_proxy", 0)]) as channel:
            try:
                said: bytes = await channel.unary_unary(method)(message, metadata=tuple(metadata.items()), timeout=10)
            except grpc.aio.AioRpcError as error:
                return error.code()
            return said

    return asyncio.run(answer())


def test_a_method_is_a_call_of_the_feature_that_has_its_route(recorded_metrics: RecordedMetrics, channel: Any) -> None:
    assert channel.unary_unary(METHOD)(b"", timeout=10) == b"payment"
    assert channel.unary_unary("/shop.Payments/Other")(b"", timeout=10) == b"None"
    assert recorded_metrics.tags("feature.hits") == {("feature:payment", "outcome:ok", "route:/shop.payments/pay")}


def test_a_client_says_which_feature_asks(recorded_metrics: RecordedMetrics, channel: Any) -> None:
    ask = grpc.intercept_channel(channel, FeatureSender()).unary_unary(METHOD)
    with track("cart"):
        ask(b"", timeout=10, metadata=(("baggage", "user=7,feature=evil"),))
    ask(b"", timeout=10)
    assert recorded_metrics.count("feature.hits", feature="payment", **{"feature.upstream": "cart"}) == 1
    assert recorded_metrics.count("feature.hits", feature="payment") == 2


@pytest.mark.parametrize(
    ("message", "outcome", "error_type"),
    [
        (b"raise", "error", "zerodivisionerror"),
        (b"UNAVAILABLE", "error", "grpc_unavailable"),
        (b"NOT_FOUND", "ok", None),
    ],
)
@pytest.mark.parametrize("kind", ["threads", "asyncio"])
def test_only_what_the_server_cannot_do_is_an_error(
    recorded_metrics: RecordedMetrics, channel: Any, message: bytes, outcome: str, error_type: str | None, kind: str
) -> None:
    if kind == "asyncio":
        assert isinstance(ask_async(message), grpc.StatusCode)
    else:
        with pytest.raises(grpc.RpcError):
            channel.unary_unary(METHOD)(message, timeout=10)
    typed = {"error_type": error_type} if error_type else {}
    assert recorded_metrics.count("feature.hits", outcome=outcome, **typed) == 1
    assert recorded_metrics.count("feature.hits") == 1


def test_a_server_of_asyncio_does_the_same(recorded_metrics: RecordedMetrics) -> None:
    assert ask_async(b"", baggage="feature=cart") == b"payment"
    assert recorded_metrics.count("feature.hits", feature="payment", **{"feature.upstream": "cart"}) == 1


def test_one_method_of_asyncio_in_sixteen_has_its_processor_time(recorded_metrics: RecordedMetrics) -> None:
    assert {ask_async(b"", "/shop.Payments/Report") for _ in range(16)} == {b"burnt"}
    (spent,) = recorded_metrics.values("feature.cpu", feature="report")
    assert BURNT <= spent < 2 * BURNT
