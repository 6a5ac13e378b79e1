"""gRPC servers, of threads or of asyncio, and clients.

    grpc.server(pool, interceptors=[FeatureInterceptor()])
    grpc.aio.server(interceptors=[AsyncFeatureInterceptor()])
    grpc.intercept_channel(channel, FeatureSender())       # for channels to those who may hear which feature asks

The route of a method is `POST /package.Service/Method`, as it stands in the HTTP/2 request. Tested with grpcio 1.85.
Methods that take one message and answer with one are calls of features; streams pass through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import grpc  # type: ignore[import-untyped]

from dogwatch.instrument.baggage import HEADER, with_feature
from dogwatch.instrument.context import current_feature

from .request import Request, handled

# What a server could not do is its failure; the other codes speak of the request (gRPC, status codes).
_FAILED = frozenset({"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"})


class FeatureInterceptor(grpc.ServerInterceptor):  # type: ignore[misc]
    """Makes methods of a server of threads calls of features."""

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        return _replaced(continuation(details), lambda method: _call(method, details))


class AsyncFeatureInterceptor(grpc.aio.ServerInterceptor):  # type: ignore[misc]
    """Makes methods of a server of asyncio calls of features."""

    async def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        return _replaced(await continuation(details), lambda method: _async_call(method, details))


class FeatureSender(grpc.UnaryUnaryClientInterceptor):  # type: ignore[misc]
    """Has the calls of a channel name the feature in which they are made."""

    def intercept_unary_unary(self, continuation: Callable[[Any, Any], Any], details: Any, message: Any) -> Any:
        return continuation(_naming(details), message)


class _Details(NamedTuple):
    method: str
    timeout: float | None
    metadata: Sequence[tuple[str, str | bytes]] | None
    credentials: Any
    wait_for_ready: bool | None
    compression: Any


def _naming(details: Any) -> _Details:
    """The details of a call with the feature in the baggage, and without another one."""
    given = list(details.metadata or ())
    before = ",".join(value for key, value in given if key == HEADER)
    after = with_feature(before, current_feature())
    metadata = [(key, value) for key, value in given if key != HEADER] + ([(HEADER, after)] if after else [])
    rest = (getattr(details, name, None) for name in ("credentials", "wait_for_ready", "compression"))
    return _Details(details.method, details.timeout, metadata, *rest)


def _replaced(handler: Any, made: Callable[[Any], Any]) -> Any:
    """The handler with another method, if it takes one message and answers with one."""
    if handler is None or handler.unary_unary is None:
        return handler
    return grpc.unary_unary_rpc_method_handler(
        made(handler.unary_unary), handler.request_deserializer, handler.response_serializer
    )


def _call(method: Callable[[Any, Any], Any], details: Any) -> Callable[[Any, Any], Any]:
    def call(message: Any, context: Any) -> Any:
        with handled("POST", details.method, _baggage(details), cpu=True) as request:
            try:
                return method(message, context)
            finally:
                _answered(request, context)

    return call


def _async_call(method: Callable[[Any, Any], Any], details: Any) -> Callable[[Any, Any], Any]:
    async def call(message: Any, context: Any) -> Any:
        with handled("POST", details.method, _baggage(details)) as request:
            try:
                return await method(message, context)
            finally:
                _answered(request, context)

    return call


def _answered(request: Request, context: Any) -> None:
    """abort() raises an Exception without a type of its own, so the code tells more; unless set, it is None or 0."""
    code = context.code()
    if code in (None, 0):
        return
    name = code.name if isinstance(code, grpc.StatusCode) else _NAMES.get(code, "UNKNOWN")
    if name in _FAILED:
        request.failed(f"grpc_{name.lower()}")
    elif name != "OK":
        request.fine()


_NAMES = {code.value[0]: code.name for code in grpc.StatusCode}


def _baggage(details: Any) -> str | None:
    return ",".join(value for key, value in details.invocation_metadata or () if key == HEADER) or None
