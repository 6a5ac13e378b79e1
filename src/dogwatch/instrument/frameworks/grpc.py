"""gRPC servers, of threads or of asyncio, and clients.

    grpc.server(pool, interceptors=[FeatureInterceptor()])
    grpc.aio.server(interceptors=[AsyncFeatureInterceptor()])
    grpc.intercept_channel(channel, FeatureSender())       # for channels to those who may hear which feature asks

The route of a method is `POST /package.Service/Method`, as it stands in the HTTP/2 request. Tested with grpcio 1.85.
A method that streams is one call from its first message to its last. A client that leaves has had enough; one whose
deadline has passed has waited too long, which is an error of the type `grpc_deadline_exceeded`.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import grpc  # type: ignore[import-untyped]

from dogwatch.instrument.baggage import HEADER, with_feature
from dogwatch.instrument.context import current_feature

from .request import Request, handled

# What a server could not do is its failure; the other codes speak of the request (gRPC, status codes).
_FAILED = frozenset({"UNKNOWN", "DEADLINE_EXCEEDED", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS"})

Method = Callable[[Any, Any], Any]


class FeatureInterceptor(grpc.ServerInterceptor):  # type: ignore[misc]
    """Makes methods of a server of threads calls of features."""

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        return _replaced(continuation(details), details)


class AsyncFeatureInterceptor(grpc.aio.ServerInterceptor):  # type: ignore[misc]
    """Makes methods of a server of asyncio calls of features, also those that it runs in threads."""

    async def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        return _replaced(await continuation(details), details)


class FeatureSender(
    grpc.UnaryUnaryClientInterceptor,  # type: ignore[misc]
    grpc.UnaryStreamClientInterceptor,  # type: ignore[misc]
    grpc.StreamUnaryClientInterceptor,  # type: ignore[misc]
    grpc.StreamStreamClientInterceptor,  # type: ignore[misc]
):
    """Has the calls of a channel name the feature in which they are made."""

    def intercept_unary_unary(self, continuation: Method, details: Any, message: Any) -> Any:
        return continuation(_naming(details), message)

    intercept_unary_stream = intercept_stream_unary = intercept_stream_stream = intercept_unary_unary


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


def _replaced(handler: Any, details: Any) -> Any:
    """The handler with another method, which makes each run of it a call."""
    if handler is None:
        return None
    coding = handler.request_deserializer, handler.response_serializer
    match handler.request_streaming, handler.response_streaming:
        case False, False:
            return grpc.unary_unary_rpc_method_handler(_answering(handler.unary_unary, details), *coding)
        case True, False:
            return grpc.stream_unary_rpc_method_handler(_answering(handler.stream_unary, details), *coding)
        case False, True:
            return grpc.unary_stream_rpc_method_handler(_streaming(handler.unary_stream, details), *coding)
        case _:
            return grpc.stream_stream_rpc_method_handler(_streaming(handler.stream_stream, details), *coding)


def _answering(method: Method, details: Any) -> Method:
    """A method that answers with one message, as what it is: gRPC looks whether it is a coroutine function."""

    def call(asked: Any, context: Any) -> Any:
        told = _telling(context)
        with _handled(details, told, cpu=True):
            return method(asked, told)

    return _awaited(method, details) if inspect.iscoroutinefunction(method) else call


def _streaming(method: Method, details: Any) -> Method:
    """A method that answers with messages: a generator, or a coroutine function that writes them by its context."""

    def call(asked: Any, context: Any) -> Iterator[Any]:
        told = _telling(context)
        with _handled(details, told):
            yield from method(asked, told)

    async def async_call(asked: Any, context: Any) -> AsyncIterator[Any]:
        with _handled(details, context):
            async for answer in method(asked, context):
                yield answer

    if inspect.iscoroutinefunction(method):
        return _awaited(method, details)
    return async_call if inspect.isasyncgenfunction(method) else call


def _awaited(method: Method, details: Any) -> Method:
    async def call(asked: Any, context: Any) -> Any:
        with _handled(details, context) as request:
            return await request.steps(method(asked, context))

    return call


@contextmanager
def _handled(details: Any, context: Any, cpu: bool = False) -> Iterator[Request]:
    """Inside, a method runs. When its client leaves, a generator is closed, and a task is cancelled."""
    with handled("POST", details.method, _baggage(details), cpu=cpu) as request:
        try:
            yield request
        except (GeneratorExit, asyncio.CancelledError):
            if context.time_remaining() == 0:
                request.failed("grpc_deadline_exceeded")
            request.fine()
            raise
        finally:
            _answered(request, context)


def _telling(context: Any) -> Any:
    """A context that tells its code, as that of a method does not which a server of asyncio runs in a thread."""
    return context if hasattr(context, "code") else _Telling(context)


class _Telling:
    def __init__(self, context: Any) -> None:
        self._context = context
        self._code: Any = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)

    def code(self) -> Any:
        return self._code

    def set_code(self, code: Any) -> None:
        self._code = code
        self._context.set_code(code)

    def abort(self, code: Any, *more: Any, **named: Any) -> None:
        self._code = code
        self._context.abort(code, *more, **named)


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
