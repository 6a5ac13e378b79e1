"""The one place that speaks HTTP: `send(Request) -> Response` over a pool of kept-alive connections."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    LocationValueError,
    ProtocolError,
    ProxyError,
    SSLError,
)

from dogwatch.client.parser import Parser
from dogwatch.client.target import Target
from dogwatch.errors import ApiError, UsageError
from dogwatch.kinds import Request, Response

Send = Callable[[Request], Response]

_CONNECTS = 10.0
_ANSWERS = 60.0
_READABLE = 300
_NO_RETRIES = urllib3.Retry.from_int(False)
_SSL_CODE = re.compile(r"\[SSL: \w+\] | \(_ssl\.c:\d+\)")


class Unreachable(ApiError):
    """No answer came. `was_sent` tells whether Datadog may have carried the request out all the same.

    `is_final` says that no second try will fare better.
    """

    def __init__(self, message: str, *, was_sent: bool, is_final: bool = False) -> None:
        super().__init__(message)
        self.was_sent = was_sent
        self.is_final = is_final


class Halted(ApiError):
    """The run was told to stop before the request was sent: by a person, by a signal, by its budget."""


class Http:
    """Sends requests to a target; may be used from many threads at once.

    HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and SSL_CERT_DIR are honoured as usual. Nothing is retried and no redirect is
    followed here. Whatever it raises, and whatever it returns but for the body of a success, is free of the target's
    keys. An answer that does not come within `answers_within` seconds is given up. Raises UsageError for a proxy it
    cannot speak to.
    """

    def __init__(self, target: Target, answers_within: float = _ANSWERS) -> None:
        self._target = target
        self._url = target.url.rstrip("/")
        self._pools = _pools(target, urllib3.Timeout(connect=_CONNECTS, read=answers_within))
        # The pool itself is asked: to find it anew for each request takes a quarter of what a request takes.
        self._pool = self._pools.connection_from_url(self._url)
        self._path = urlsplit(self._url).path
        self._parser = Parser()
        self._headers = {
            "DD-API-KEY": target.api_key,
            "DD-APPLICATION-KEY": target.app_key,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "dogwatch",
        }

    def __call__(self, request: Request) -> Response:
        query = f"?{urlencode(request.query)}" if request.query else ""
        body = None if request.body is None else json.dumps(request.body).encode()
        try:
            answer = self._pool.urlopen(
                request.method,
                f"{self._path}{request.path}{query}",
                body=body,
                headers=self._headers,
                retries=_NO_RETRIES,
                redirect=False,
                assert_same_host=False,
            )
        except HTTPError as error:
            raise self._unreachable(error) from None
        return self._response(answer.status, answer.headers, answer.data)

    def close(self) -> None:
        self._pools.clear()

    def _response(self, status: int, headers: Mapping[str, str], data: bytes) -> Response:
        lowered = {name.lower(): self._redacted(value) for name, value in headers.items()}
        is_success = 200 <= status < 300
        data = data if is_success else self._redacted(data.decode("utf-8", "replace")).encode()
        body, text = self._parsed(data)
        return Response(status, body, self._redacted(text), lowered, data)

    def _parsed(self, data: bytes) -> tuple[Any, str]:
        """The JSON of an answer, or None and the beginning of what came in its place, if anything did."""
        try:
            return self._parser(data), ""
        except (ValueError, RecursionError):  # what is nested a thousand times is no answer of Datadog's either
            return None, _readable(data.decode("utf-8", "replace"))

    def _unreachable(self, error: HTTPError) -> Unreachable:
        # On this machine a server is there or not; a name on the network may move, and its server come back.
        is_nobody_here = self._target.is_here and isinstance(error.__cause__, ConnectionRefusedError)
        return Unreachable(
            f"no answer from {self._url}: {self._redacted(_cause(error))}",
            was_sent=_was_sent(error),
            is_final=is_nobody_here or _is_refused_certificate(error),
        )

    def _redacted(self, text: str) -> str:
        for secret in self._target.secrets:
            if len(secret) > 5:  # a shorter one is no key of Datadog's, and would blot out ordinary words
                text = text.replace(secret, "***")
        return text


def _pools(target: Target, timeout: urllib3.Timeout) -> urllib3.PoolManager:
    parts = urlsplit(target.url)
    # Who finds all connections in use waits for one: more than the target allows are never open.
    options: dict[str, Any] = {"num_pools": 4, "maxsize": target.parallel, "block": True, "timeout": timeout}
    if parts.scheme == "https":
        # OpenSSL's defaults read SSL_CERT_FILE and SSL_CERT_DIR; once, since each connection would take 20 ms for it.
        options["ssl_context"] = ssl.create_default_context()
    proxy = _proxy(parts.scheme, parts.hostname or "")
    if proxy is None:
        return urllib3.PoolManager(**options)
    try:
        auth = urllib3.util.parse_url(proxy).auth
        headers = urllib3.make_headers(proxy_basic_auth=unquote(auth)) if auth else None
        return urllib3.ProxyManager(proxy, proxy_headers=headers, **options)
    except LocationValueError:
        raise UsageError("HTTPS_PROXY is no proxy of a known kind; write one like http://proxy.example:3128") from None


def _proxy(scheme: str, host: str) -> str | None:
    """The address of the proxy to use. What goes to this machine in plain http never leaves it."""
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    if scheme != "https" or not proxy or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _was_sent(error: HTTPError) -> bool:
    """Whether the request may have reached Datadog: not while the way there was still being opened."""
    return not isinstance(error, (ConnectTimeoutError, ProxyError)) and not _is_refused_certificate(error)


def _is_refused_certificate(error: HTTPError) -> bool:
    return isinstance(error, SSLError) and isinstance(error.args[0], ssl.SSLCertVerificationError)


def _cause(error: BaseException) -> str:
    """What went wrong, in words."""
    match error:
        case ProxyError():
            return f"the proxy: {_cause(error.original_error)}"
        case SSLError():
            said = _SSL_CODE.sub("", _readable(str(error)))
            return f"TLS: {said} (SSL_CERT_FILE names further certificate authorities)"
        case ProtocolError(args=(_, BaseException() as cause)):
            return f"the connection was cut: {_readable(str(cause))}"
        case DecodeError(args=(str() as said, *_)):
            return said
        case HTTPError():
            return _readable(str(error).rpartition(": ")[2] or type(error).__name__)
        case _:
            return _readable(str(error))


def _readable(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _READABLE else words[:_READABLE] + "…"
