"""Requests to other services: those to hosts of the allow-list say in their baggage which feature they belong to."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from .baggage import HEADER, with_feature
from .client import process_client
from .context import current_feature


def outgoing_headers(url: str) -> dict[str, str]:
    """The headers to add to a request to this address, for clients that dogwatch does not know: one, or none."""
    feature = _feature_for(urlsplit(url).hostname)
    return {} if feature is None else {HEADER: with_feature("", feature)}


def patch_clients() -> None:
    """Has the HTTP clients that this process has loaded send the feature: `http.client`, with it `requests` and
    `urllib3`, and `httpx` and `aiohttp`."""
    _patch_http_client()
    if "httpx" in sys.modules:
        _patch_httpx()
    if "aiohttp" in sys.modules:
        _patch_aiohttp()


def _feature_for(host: str | None) -> str | None:
    return current_feature() if host and _is_allowed(host.lower()) else None


def _is_allowed(host: str) -> bool:
    return any(
        host == allowed or (allowed.startswith("*.") and host.endswith(allowed[1:]))
        for allowed in process_client().settings.send_feature_to
    )


def _put(headers: MutableMapping[str, str], host: str | None) -> None:
    """Puts the feature into the headers, or takes it out: ddtrace sends baggage that has come in on to any host."""
    before = headers.get(HEADER, "")
    after = with_feature(before, _feature_for(host))
    if after:
        headers[HEADER] = after
    elif before:
        del headers[HEADER]


@functools.cache
def _patch_http_client() -> None:
    from http.client import HTTPConnection

    putrequest, putheader, endheaders = HTTPConnection.putrequest, HTTPConnection.putheader, HTTPConnection.endheaders

    def begin(self: Any, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        putrequest(self, method, url, *args, **kwargs)
        proxied = urlsplit(url).hostname if url.startswith(("http:", "https:")) else None
        self._dogwatch_host = proxied or self._tunnel_host or self.host
        self._dogwatch_baggage = []

    def collect(self: Any, header: str | bytes, *values: Any) -> None:
        name = header.decode("latin-1") if isinstance(header, bytes) else header
        if name.lower() == HEADER and hasattr(self, "_dogwatch_baggage"):
            self._dogwatch_baggage += [one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in values]
        else:
            putheader(self, header, *values)

    def end(self: Any, *args: Any, **kwargs: Any) -> None:
        before = self.__dict__.pop("_dogwatch_baggage", [])
        after = with_feature(",".join(before), _feature_for(self.__dict__.pop("_dogwatch_host", None)))
        if after:
            putheader(self, HEADER, after)
        endheaders(self, *args, **kwargs)

    _replace(HTTPConnection, putrequest=begin, putheader=collect, endheaders=end)


@functools.cache
def _patch_httpx() -> None:
    # Patched where it is loaded; nothing here speaks HTTP by it.
    httpx: Any = sys.modules["httpx"]
    send, send_async = httpx.HTTPTransport.handle_request, httpx.AsyncHTTPTransport.handle_async_request

    def handle(self: Any, request: Any) -> Any:
        _put(request.headers, request.url.host)
        return send(self, request)

    async def handle_async(self: Any, request: Any) -> Any:
        _put(request.headers, request.url.host)
        return await send_async(self, request)

    _replace(httpx.HTTPTransport, handle_request=handle)
    _replace(httpx.AsyncHTTPTransport, handle_async_request=handle_async)


@functools.cache
def _patch_aiohttp() -> None:
    aiohttp: Any = sys.modules["aiohttp"]
    send = aiohttp.ClientRequest.send

    async def handle(self: Any, connection: Any) -> Any:
        _put(self.headers, self.url.host)
        return await send(self, connection)

    _replace(aiohttp.ClientRequest, send=handle)


def _replace(owner: type, **methods: Callable[..., Any]) -> None:
    for name, method in methods.items():
        setattr(owner, name, functools.wraps(getattr(owner, name))(method))
